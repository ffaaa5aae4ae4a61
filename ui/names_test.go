package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

func TestSomebodyInTheChatGetsANameAndANote(t *testing.T) {
	d := guest(t)
	d.come("Ann", app.TrustKnown)
	d.b.met = []app.Contact{{Name: "Ann", Fingerprint: "print of Ann", Trust: app.TrustKnown}, {Name: "Ben", Fingerprint: "b"}}
	d.pick(t, "print of Ann")
	d.press(kit.WordNameNote())
	d.b.calls = nil
	d.key(fyne.KeyTab)
	for _, ok := d.win.Canvas().Focused().(*kit.Entry); !ok; _, ok = d.win.Canvas().Focused().(*kit.Entry) {
		d.key(fyne.KeyTab)
	}
	d.typing("Mum")
	d.key(fyne.KeyReturn)
	d.wantText(kit.ContactKept())
	d.key(fyne.KeyTab)
	d.key(fyne.KeyTab)
	d.typing("of Lyon")
	d.key(fyne.KeyReturn)
	d.wantCalls("rename print of Ann Mum", "note on print of Ann of Lyon")
	d.press(kit.WordDone())
	d.wantText("Mum") // in the list of people
	d.pick(t, "print of Ann")
	d.wantText(kit.NamedAlias("Mum"))
}

func TestWhoIsNoContactHasNoNote(t *testing.T) {
	d := guest(t)
	d.come("Ann", app.TrustNew)
	d.pick(t, "print of Ann")
	d.press(kit.WordNameNote())
	d.wantText(kit.NotMet("Ann"))
}

func TestHostSeesWherePeopleAre(t *testing.T) {
	d := hosted(t)
	d.b.talk.people = append(d.b.talk.people, app.Person{Name: "Ann", Fingerprint: "a", Trust: app.TrustKnown})
	d.send(app.MemberJoined{Name: "Ann", Fingerprint: "a", Trust: app.TrustKnown, Address: "203.0.113.7", Place: "Lyon, France"})
	d.wantText("Lyon, France · 203.0.113.7")
}
