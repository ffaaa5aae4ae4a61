package kit

import (
	"time"

	"realtalk/app/lang"
)

// The door of a chat: who may come in beside what the password decides.

func WordDoor() string    { return lang.Say("Door") }
func WordLetIn() string   { return lang.Say("Let in") }
func WordDecline() string { return lang.Say("Decline") }
func WordAnswer() string  { return lang.Say("Answer") }
func DoorTitle() string   { return lang.Say("The door of this chat") }
func DoorAsk() string     { return lang.Say("Ask me before anyone comes in") }
func DoorAskHint() string {
	return lang.Say("Whoever knows the password waits until you say yes. Without an answer they are turned away.")
}
func DoorLock() string { return lang.Say("Lock the chat") }
func DoorLockHint() string {
	return lang.Say("Nobody new comes in, not even with the password. Somebody whose connection breaks can come back for ten minutes.")
}
func DoorLimit() string { return lang.Say("People in the chat at most") }
func DoorLimitHint() string {
	return lang.Say("You are counted too. Nobody is sent away when there are more already.")
}
func DoorNoLimit() string { return lang.Say("As many as like to come") }
func BadgeLocked() string { return lang.Say("Locked") }
func BadgeAsks() string   { return lang.Say("You are asked first") }

// BadgeLimit tells how many people the chat takes.
func BadgeLimit(n int) string { return lang.Say("At most %d people", n) }

// DoorLimitOf is the choice of a limit, 0 for none.
func DoorLimitOf(n int) string {
	if n == 0 {
		return DoorNoLimit()
	}
	return lang.Count(n, "1 person", "%d people")
}

// The guest who waits to be let in.

func TextWaiting() string { return lang.Say("Waiting for the host…") }

// LobbyTitle tells how many people wait to be let in.
func LobbyTitle(n int) string {
	return lang.Count(n, "Somebody asks to come in", "%d people ask to come in")
}

// LobbyMany is the notice when several people ask.
func LobbyMany(n int) string {
	return lang.Say("%d people know the password and ask to come in.", n)
}

// LobbyLeft tells how long somebody still waits for an answer.
func LobbyLeft(d time.Duration) string {
	seconds := max(0, int(d.Round(time.Second)/time.Second))
	return lang.Say("%d:%02d left", seconds/60, seconds%60)
}
