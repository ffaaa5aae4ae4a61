package kit

import (
	"time"

	"realtalk/app/lang"
)

// The chat.

func TextChatOwn() string    { return lang.Say("Your chat") }
func TextChatGuest() string  { return lang.Say("Chat") }
func TextStatusOver() string { return lang.Say("This chat is over") }
func TextCompose() string    { return lang.Say("Write a message") }
func TextComposeWraps() string {
	return lang.Say("Write a message; Shift and Enter send it")
}
func TextComposeOver() string { return lang.Say("The chat is over") }
func TextAlone() string       { return lang.Say("Nobody else is here yet. Invite people and say hello.") }
func TextLong() string        { return lang.Say("Long message: copy it to read the rest.") }
func TextNewcomers() string   { return lang.Say("Who joins later does not see what was said before.") }
func TextSending() string     { return lang.Say("Sending…") }
func TextNotSent() string     { return lang.Say("Not sent") }
func TextUnsure() string      { return lang.Say("May not have arrived") }
func TextSent() string        { return lang.Say("Sent") }
func TextDelivered() string   { return lang.Say("Delivered") }
func TextNobody() string      { return lang.Say("Nobody to deliver to") }

// What stands below the title, one thing beside the other.

func TextStatusHosting() string { return lang.Say("You are hosting") }
func TextStatusBroken() string  { return lang.Say("not connected at the moment") }
func TextStatusGuest() string   { return lang.Say("Guest") }
func StatusEncrypted() string   { return lang.Say("encrypted end to end") }
func StatusDirect() string      { return lang.Say("directly between computers") }

// StatusGuestOf tells whose guest the user is.
func StatusGuestOf(host string) string { return lang.Say("Guest of %s", host) }

// StatusFor tells how long the user has been in; nothing in the first minute.
func StatusFor(d time.Duration) string {
	minutes, hours := int(d/time.Minute), int(d/time.Hour)
	switch {
	case minutes < 1:
		return ""
	case hours < 1:
		return lang.Count(minutes, "for 1 minute", "for %d minutes")
	}
	return lang.Count(hours, "for 1 hour", "for %d hours")
}

// A connection that broke.

func TextLost() string { return lang.Say("The connection to the host was lost.") }

func TextLostHow() string {
	return lang.Say("What was said stays here, and what you are writing too.")
}
func WordJoinAgain() string { return lang.Say("Join again") }

// A link in a message.

func LinkTitle() string { return lang.Say("Open this link?") }

func LinkMeans() string {
	return lang.Say("Your browser opens it. Whoever runs the site learns your Internet address.")
}
func WordOpenLink() string { return lang.Say("Open") }
func WordCopyLink() string { return lang.Say("Copy") }

func LinkFailed() string    { return lang.Say("The link did not open.") }
func LinkFailedHow() string { return lang.Say("Copy it and open it in your browser.") }

// LinkLeads tells which computer a link leads to.
func LinkLeads(host string) string { return lang.Say("It leads to %s.", host) }

// LinkForeign warns of a name that may look like another one.
func LinkForeign(host string) string {
	return lang.Say("This address is written with foreign letters; it really leads to %s.", host)
}

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

// BadgeAway is for somebody whose connection broke and is made again.
func BadgeAway() string { return lang.Say("Reconnecting") }

// Since tells when somebody came in.
func Since(t time.Time) string { return lang.Say("In the chat since %s.", Clock(t)) }

// WordNameNote is for the button that leads to what the user calls somebody, and
// noted about them.
func WordNameNote() string { return lang.Say("Name and note") }

// NotMet tells why there is nothing to note about somebody.
func NotMet(name string) string {
	return lang.Say("There is nothing to note yet: %s is not among your contacts.", name)
}

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
func Clock(t time.Time) string { return lang.Clock(t.Local()) }

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
	return [...]string{
		lang.Say("January"), lang.Say("February"), lang.Say("March"), lang.Say("April"), lang.Say("May"), lang.Say("June"),
		lang.Say("July"), lang.Say("August"), lang.Say("September"), lang.Say("October"), lang.Say("November"), lang.Say("December"),
	}[m-1]
}

// SameDay tells whether two times are on one day here.
func SameDay(a, b time.Time) bool {
	a, b = a.Local(), b.Local()
	ay, am, ad := a.Date()
	by, bm, bd := b.Date()
	return ay == by && am == bm && ad == bd
}
