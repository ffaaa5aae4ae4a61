package kit

import (
	"fmt"
	"time"
)

// The chat.
const (
	TextChatOwn       = "Your chat"
	TextChatGuest     = "Chat"
	TextStatusHosting = "You are hosting · encrypted end to end · directly between computers"
	TextStatusGuest   = "Encrypted end to end · directly between computers"
	TextStatusOver    = "This chat is over"
	TextCompose       = "Write a message"
	TextComposeOver   = "The chat is over"
	TextAlone         = "Nobody else is here yet. Invite people and say hello."
	TextLong          = "Long message: copy it to read the rest."
	TextNewcomers     = "Who joins later does not see what was said before."
	TextSent          = "Sent"
	TextDelivered     = "Delivered"
	TextNobody        = "Nobody to deliver to"
)

// ChatOf names the chat by who hosts it.
func ChatOf(host string) string { return sentence("Chat hosted by %s", host) }

// DeliveredTo tells how many of the others have a message.
func DeliveredTo(to, of int) string {
	switch {
	case of == 0:
		return TextNobody
	case to >= of:
		return TextDelivered
	}
	return fmt.Sprintf("Delivered to %d of %d", to, of)
}

// PeopleCount is for the button that shows who is in.
func PeopleCount(n int) string { return fmt.Sprintf("People (%d)", n) }

// WereHere says how many were in before the user.
func WereHere(n int) string { return fmt.Sprintf("%d people are here.", n) }

// Left says that somebody went.
func Left(name string) string { return sentence("%s left the chat.", name) }

// LeftLost says that somebody's connection broke.
func LeftLost(name string) string { return sentence("The connection to %s was lost.", name) }

// LeftKicked says that the host removed somebody.
func LeftKicked(name string) string { return sentence("The host removed %s from the chat.", name) }

// Since tells when somebody came in.
func Since(t time.Time) string { return sentence("In the chat since %s.", Clock(t)) }

// RemoveTitle asks before somebody is removed.
func RemoveTitle(name string) string { return sentence("Remove %s?", name) }

// Questions before an end.
const (
	RemoveText      = "They are out at once and cannot read what is said from now on. With the password they can come in again."
	RemoveBlockText = "They are out at once, and nobody can join from their address until you unblock it."
	EndTitle        = "End the chat for everybody?"
	EndingText      = "Ending the chat…"
)

// EndText tells how many people an end concerns.
func EndText(others int) string {
	return plural(others, "One other person is in. You are hosting: when you go, the chat is over for them too.",
		"%d other people are in. You are hosting: when you go, the chat is over for them too.")
}

// Clock gives the time of day as the transcript shows it.
func Clock(t time.Time) string { return t.Local().Format("15:04") }

// When gives a time with as much of its date as is needed on the day of now.
func When(t, now time.Time) string {
	if SameDay(t, now) {
		return sentence("today, %s", Clock(t))
	}
	return sentence("%s, %s", Day(t), Clock(t))
}

// Day gives a date, as between two days of a transcript.
func Day(t time.Time) string { return t.Local().Format("2 January 2006") }

// SameDay tells whether two times are on one day here.
func SameDay(a, b time.Time) bool {
	a, b = a.Local(), b.Local()
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}
