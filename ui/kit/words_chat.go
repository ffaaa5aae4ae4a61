package kit

import (
	"time"

	"realtalk/app/lang"
)

// The chat.

func TextChatOwn() string   { return lang.Say("Your chat") }
func TextChatGuest() string { return lang.Say("Chat") }
func TextStatusHosting() string {
	return lang.Say("You are hosting · encrypted end to end · directly between computers")
}

func TextStatusGuest() string { return lang.Say("Encrypted end to end · directly between computers") }
func TextStatusOver() string  { return lang.Say("This chat is over") }
func TextCompose() string     { return lang.Say("Write a message") }
func TextComposeOver() string { return lang.Say("The chat is over") }
func TextAlone() string       { return lang.Say("Nobody else is here yet. Invite people and say hello.") }
func TextLong() string        { return lang.Say("Long message: copy it to read the rest.") }
func TextNewcomers() string   { return lang.Say("Who joins later does not see what was said before.") }
func TextSending() string     { return lang.Say("Sending…") }
func TextNotSent() string     { return lang.Say("Not sent") }
func TextSent() string        { return lang.Say("Sent") }
func TextDelivered() string   { return lang.Say("Delivered") }
func TextNobody() string      { return lang.Say("Nobody to deliver to") }

// ChatOf names the chat by who hosts it.
func ChatOf(host string) string { return lang.Say("Chat hosted by %s", host) }

// DeliveredTo tells how many of the others have a message.
func DeliveredTo(to, of int) string {
	switch {
	case of == 0:
		return TextNobody()
	case to >= of:
		return TextDelivered()
	}
	return lang.Say("Delivered to %d of %d", to, of)
}

// WordNewest is for the button that leads to the end of the transcript.
func WordNewest() string { return lang.Say("Newest messages") }

// NewMessages is for the button that leads to what came meanwhile.
func NewMessages(n int) string { return lang.Count(n, "1 new message", "%d new messages") }

func WordCopyMessage() string  { return lang.Say("Copy message") }
func WordCopySelected() string { return lang.Say("Copy what is selected") }

// OpenLink is for the menu of a message.
func OpenLink(address string) string { return lang.Say("Open %s", link(address)) }

// link is as much of an address as a menu has room for.
func link(address string) string {
	short, cut := cutRunes(Text(address), linkRunes)
	if cut {
		return short + "…"
	}
	return short
}

const linkRunes = 40

// PeopleCount is for the button that shows who is in.
func PeopleCount(n int) string { return lang.Say("People (%d)", n) }

// WereHere says how many were in before the user.
func WereHere(n int) string { return lang.Say("%d people are here.", n) }

// Left says that somebody went.
func Left(name string) string { return lang.Say("%s left the chat.", name) }

// LeftLost says that somebody's connection broke.
func LeftLost(name string) string { return lang.Say("The connection to %s was lost.", name) }

// LeftKicked says that the host removed somebody.
func LeftKicked(name string) string { return lang.Say("The host removed %s from the chat.", name) }

// Since tells when somebody came in.
func Since(t time.Time) string { return lang.Say("In the chat since %s.", Clock(t)) }

// RemoveTitle asks before somebody is removed.
func RemoveTitle(name string) string { return lang.Say("Remove %s?", name) }

// Questions before an end.

func RemoveText() string {
	return lang.Say("They are out at once and cannot read what is said from now on. With the password they can come in again.")
}

func RemoveBlockText() string {
	return lang.Say("They are out at once, and nobody can join from their address until you unblock it.")
}
func EndTitle() string   { return lang.Say("End the chat for everybody?") }
func EndingText() string { return lang.Say("Ending the chat…") }

// EndText tells how many people an end concerns.
func EndText(others int) string {
	return lang.Count(others, "One other person is in. You are hosting: when you go, the chat is over for them too.",
		"%d other people are in. You are hosting: when you go, the chat is over for them too.")
}

// Clock gives the time of day as the transcript shows it.
func Clock(t time.Time) string { return t.Local().Format("15:04") }

// When gives a time with as much of its date as is needed on the day of now.
func When(t, now time.Time) string {
	if SameDay(t, now) {
		return lang.Say("today, %s", Clock(t))
	}
	return lang.Say("%s, %s", Day(t), Clock(t))
}

// Day gives a date, as between two days of a transcript.
func Day(t time.Time) string {
	year, month, day := t.Local().Date()
	return lang.Say("%d %s %d", day, monthName(month), year)
}

// monthName gives a month as it stands in a date.
func monthName(m time.Month) string {
	return [...]func() string{
		func() string { return lang.Say("January") },
		func() string { return lang.Say("February") },
		func() string { return lang.Say("March") },
		func() string { return lang.Say("April") },
		func() string { return lang.Say("May") },
		func() string { return lang.Say("June") },
		func() string { return lang.Say("July") },
		func() string { return lang.Say("August") },
		func() string { return lang.Say("September") },
		func() string { return lang.Say("October") },
		func() string { return lang.Say("November") },
		func() string { return lang.Say("December") },
	}[m-1]()
}

// SameDay tells whether two times are on one day here.
func SameDay(a, b time.Time) bool {
	a, b = a.Local(), b.Local()
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}
