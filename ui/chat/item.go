package chat

import (
	"time"

	"realtalk/ui/kit"
)

// Message is something said.
type Message struct {
	ID          string
	From        string
	Fingerprint string
	Text        string
	Sent        time.Time
	Own         bool
}

// item is one line of the transcript: something said, a date, or a notice. The
// notice of somebody who came has a badge before it.
type item struct {
	said   *Message  // nil: nothing
	day    time.Time // of a date; zero: it is none
	text   string    // as shown: clean, and not longer than a person reads at once
	cut    bool      // text is not all of it
	first  bool      // first of a group by the same person: name and time stand above
	alert  bool      // a notice to be looked at
	came   kit.Trust // of whoever the notice says came; "": of nobody
	status string    // of an own message: how far it got
	failed bool      // it got nowhere, as far as anybody knows

	long float32 // in one line; 0: it has none, or several
	size float32 // of letters, when that was measured; 0: it was not

	version int // changes with what is shown
}

func newSaid(m Message) *item {
	it := &item{}
	it.say(m)
	return it
}

func newNotice(text string, alert bool) *item {
	it := &item{alert: alert}
	it.text, it.cut = kit.Shown(kit.Text(text))
	return it
}

func newCame(text string, trust kit.Trust) *item {
	it := newNotice(text, trust == kit.TrustChanged)
	it.came = trust
	return it
}

func newDay(day time.Time) *item { return &item{day: day, text: kit.Day(day)} }

// say makes the line a message, or another one.
func (it *item) say(m Message) {
	m.From = kit.Name(m.From)
	if m.Own {
		m.From = kit.WordYou()
	}
	it.said = &m
	it.text, it.cut = kit.Shown(kit.Text(m.Text))
	it.size = 0
	it.version++
}

// groupTime is how far apart messages of one person may be to stand under one
// name.
const groupTime = 5 * time.Minute

// follows tells whether a message goes on with what the same person said
// before.
func (it *item) follows(before *item) bool {
	if before == nil || before.said == nil || it.said == nil {
		return false
	}
	a, b := before.said, it.said
	same := a.Own && b.Own || a.Own == b.Own && a.Fingerprint == b.Fingerprint && a.From == b.From
	return same && b.Sent.Sub(a.Sent).Abs() < groupTime
}

func (it *item) setFirst(first bool) {
	if it.first != first {
		it.first = first
		it.version++
	}
}

func (it *item) setStatus(text string) {
	if it.status != text {
		it.status = text
		it.version++
	}
}
