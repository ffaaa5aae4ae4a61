package chat

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"realtalk/ui/kit"
)

func pane(t *testing.T, hosting bool, w, h float32) (*Pane, fyne.Window) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	p := NewPane(hosting)
	win := test.NewTempWindow(t, p.Object)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(w, h))
	return p, win
}

func TestEachButton(t *testing.T) {
	p, _ := pane(t, true, 900, 600)
	var got []string
	add := func(name string) func() { return func() { got = append(got, name) } }
	p.OnInvite, p.OnSecurity, p.OnSafety, p.OnEnd = add("invite"), add("security"), add("safety"), add("end")
	p.OnSend = func(text string) bool { got = append(got, "send "+text); return true }
	p.composer.SetText("  hello \n")
	for _, b := range []*kit.Button{p.invite, p.security.Button, p.safety, p.end, p.send, p.send} {
		test.Tap(b)
	}
	if s := strings.Join(got, ", "); s != "invite, security, safety, end, send hello" {
		t.Fatalf("got %s", s)
	}
}

func TestComposerGrowsAndShrinks(t *testing.T) {
	p, _ := pane(t, false, 600, 600)
	p.OnSend = func(string) bool { return true }
	low := p.composer.Size().Height
	p.composer.SetText(strings.Repeat("line\n", 50))
	high := p.composer.Size().Height
	if high < 3*low || high > 300 {
		t.Fatalf("from %v to %v", low, high)
	}
	p.submit()
	if p.composer.Size().Height != low || p.composer.Text != "" {
		t.Fatalf("%v after sending, text %q", p.composer.Size().Height, p.composer.Text)
	}
}

func TestFromThePeopleBackToTheChat(t *testing.T) {
	p, _ := pane(t, true, 480, 480)
	p.OnSend = func(string) bool { return true }
	p.SetPeople([]Person{{Name: "Jo", You: true}})
	for _, back := range []func(){
		func() { test.Tap(p.peopleButton) },
		func() { p.composer.SetText("hello"); p.submit() },
	} {
		test.Tap(p.peopleButton)
		if p.peopleButton.Text != kit.WordBackToChat() {
			t.Fatalf("the button says %q beside the people", p.peopleButton.Text)
		}
		back()
		if p.peopleButton.Text != kit.PeopleCount(1) || !p.transcript.Visible() {
			t.Fatalf("the button says %q, the chat is seen: %v", p.peopleButton.Text, p.transcript.Visible())
		}
	}
}

func TestNarrowWindowShowsOneThing(t *testing.T) {
	p, win := pane(t, true, 480, 480)
	p.SetPeople([]Person{{Name: "Jo", You: true}})
	if p.sides.people.Visible() || !p.peopleButton.Visible() || !p.transcript.Visible() {
		t.Fatal("both are shown")
	}
	test.Tap(p.peopleButton)
	if !p.sides.people.Visible() || p.transcript.Visible() {
		t.Fatal("the button does not show the people")
	}
	win.Resize(fyne.NewSize(1000, 600))
	if !p.sides.people.Visible() || !p.transcript.Visible() || p.peopleButton.Visible() {
		t.Fatal("a wide window does not show both")
	}
	win.Resize(fyne.NewSize(480, 480))
	if !p.transcript.Visible() {
		t.Fatal("narrow again, and no transcript")
	}
	for _, b := range []*kit.Button{p.peopleButton, p.invite, p.security.Button, p.safety, p.end} {
		if end := b.Position().X + b.Size().Width; end > 480-24 {
			t.Errorf("%s ends at %v", b.Text, end)
		}
	}
}

// The badge lies outside the name, however long that is.
func TestBadgesStandOutsideTheName(t *testing.T) {
	p, _ := pane(t, true, 900, 600)
	p.SetPeople([]Person{
		{Name: strings.Repeat("Long ✓ Verified ", 20), Fingerprint: "1", Trust: kit.TrustNew, Host: true},
		{Name: "Eve", Fingerprint: "2", Trust: kit.TrustChanged},
	})
	for i := range 2 {
		row := newPersonRow(false)
		row.Resize(fyne.NewSize(peopleWidth-8, 36))
		parts := row.Layout.(*personRow)
		parts.show(p.people.all[i])
		row.Refresh()
		if name := parts.name.Position().X + parts.name.Size().Width; name > parts.trust.Position().X || parts.trust.Position().X > peopleWidth {
			t.Errorf("the name ends at %v, the badge begins at %v", name, parts.trust.Position().X)
		}
		if parts.host.Visible() != p.people.all[i].Host {
			t.Error("the host's badge is wrong")
		}
	}
	badges := map[kit.Trust]string{kit.TrustNew: kit.BadgeNew(), kit.TrustKnown: kit.BadgeKnown(), kit.TrustVerified: kit.BadgeVerified(), kit.TrustChanged: kit.BadgeChanged()}
	for trust, want := range badges {
		if word, _ := (Person{Trust: trust}).badge(); word != want {
			t.Errorf("%s shows %q", trust, word)
		}
	}
}

func TestPeopleAreInOrder(t *testing.T) {
	sorted := order([]Person{{Name: "zoe"}, {Name: "Bert"}, {Name: "anna"}, {Name: "Host", Host: true}, {Name: "Me", You: true}})
	var names []string
	for _, p := range sorted {
		names = append(names, p.Name)
	}
	if got := strings.Join(names, " "); got != "Me Host anna Bert zoe" {
		t.Fatalf("got %s", got)
	}
}

func TestPickIsWhoWasPicked(t *testing.T) {
	p, win := pane(t, true, 900, 600)
	var all []Person
	for i := range 200 {
		all = append(all, Person{Name: fmt.Sprintf("P%03d", i), Fingerprint: fmt.Sprint(i)})
	}
	p.SetPeople(all)
	var picked []string
	p.OnPick = func(p Person) { picked = append(picked, p.Name) }
	win.Canvas().Focus(p.ShowPeople())
	for range 150 {
		p.people.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	p.people.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	p.people.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // the same once more
	if got := strings.Join(picked, " "); got != "P150 P150" {
		t.Fatalf("picked %q", got)
	}
}

func TestDateAboveEachDay(t *testing.T) {
	p, _ := pane(t, true, 900, 600)
	now := noon
	p.Now = func() time.Time { return now }
	p.Say(said(0, "Anna", "before midnight"))
	p.Say(said(1, "Anna", "still"))
	if n := len(p.transcript.items); n != 2 {
		t.Fatalf("%d lines on the day of the chat", n)
	}
	now = noon.AddDate(0, 0, 1)
	p.Say(said(2, "Anna", "after"))
	now = now.AddDate(0, 0, 1)
	p.Note("another day")
	var got []string
	for _, it := range p.transcript.items {
		got = append(got, it.text)
	}
	want := []string{kit.Day(noon), "before midnight", "still", kit.Day(noon.AddDate(0, 0, 1)), "after", kit.Day(now), "another day"}
	if !slices.Equal(got, want) {
		t.Fatalf("got %q", got)
	}
	if it := p.transcript.items[4]; !it.first {
		t.Error("a new day goes on under the name of the old one")
	}
	r := p.transcript.shown[p.transcript.items[0]]
	if middle := r.badge.Position().X + r.badge.Size().Width/2; !r.badge.Visible() || abs(middle-r.width/2) > 1 {
		t.Errorf("a date stands at %v of %v", middle, r.width)
	}
}

func TestOver(t *testing.T) {
	p, win := pane(t, true, 900, 600)
	p.OnSend = func(string) bool { t.Error("sent"); return true }
	p.composer.SetText("too late")
	p.Over("Anna ended the chat.")
	p.submit()
	if p.end.Text != kit.WordBackToStart() || p.Focus() != fyne.Focusable(p.end) || p.invite.Visible() {
		t.Fatal("the chat does not look over")
	}
	win.Resize(fyne.NewSize(480, 480))
	win.Resize(fyne.NewSize(1000, 600))
	if p.peopleButton.Visible() || p.sides.people.Visible() {
		t.Fatal("the people are back")
	}
}
