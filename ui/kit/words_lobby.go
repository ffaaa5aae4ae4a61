package kit

import (
	"fmt"
	"time"
)

// The door of a chat: who may come in beside what the password decides.
const (
	WordDoor      = "Door"
	WordLetIn     = "Let in"
	WordDecline   = "Decline"
	WordAnswer    = "Answer"
	DoorTitle     = "The door of this chat"
	DoorAsk       = "Ask me before anyone comes in"
	DoorAskHint   = "Whoever knows the password waits until you say yes. Without an answer they are turned away."
	DoorLock      = "Lock the chat"
	DoorLockHint  = "Nobody new comes in, not even with the password. Somebody whose connection breaks can come back for ten minutes."
	DoorLimit     = "People in the chat at most"
	DoorLimitHint = "You are counted too. Nobody is sent away when there are more already."
	DoorNoLimit   = "As many as like to come"
	BadgeLocked   = "Locked"
	BadgeAsks     = "You are asked first"
)

// BadgeLimit tells how many people the chat takes.
func BadgeLimit(n int) string { return fmt.Sprintf("At most %d people", n) }

// DoorLimitOf is the choice of a limit, 0 for none.
func DoorLimitOf(n int) string {
	if n == 0 {
		return DoorNoLimit
	}
	return plural(n, "You alone", "%d people")
}

// The guest who waits to be let in.
const TextWaiting = "Waiting for the host…"

// LobbyTitle tells how many people wait to be let in.
func LobbyTitle(n int) string {
	return plural(n, "Somebody asks to come in", "%d people ask to come in")
}

// LobbyMany is the notice when several people ask.
func LobbyMany(n int) string {
	return sentence("%d people know the password and ask to come in.", n)
}

// LobbyLeft tells how long somebody still waits for an answer.
func LobbyLeft(d time.Duration) string {
	seconds := max(0, int(d.Round(time.Second)/time.Second))
	return fmt.Sprintf("%d:%02d left", seconds/60, seconds%60)
}
