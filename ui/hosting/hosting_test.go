package hosting

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"realtalk/ui/kit"
)

func TestSetup(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	s := NewSetup("Jo", "one-two-three-four")
	test.NewTempWindow(t, s.Object).Resize(fyne.NewSize(480, 480))
	var got []string
	s.OnStart = func(o Opening) { got = append(got, o.Name+"/"+o.Password) }
	s.OnSuggest = func() string { return "five-six-seven-eight" }
	s.OnBack = func() { got = append(got, "back") }
	test.Tap(s.start)
	test.Tap(s.words)
	s.password.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.password.SetText("  padded  ")
	s.name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.password.SetText(" ")
	test.Tap(s.start)
	if want := "Jo/one-two-three-four, Jo/five-six-seven-eight, Jo/padded"; strings.Join(got, ", ") != want {
		t.Fatalf("got %q", got)
	}
	if s.problem.Text() != kit.TextPasswordEmpty() || !s.problem.Visible() {
		t.Fatalf("an empty password: %q", s.problem.Text())
	}
}

func TestSetupWarnsOfAShortPassword(t *testing.T) {
	test.NewTempApp(t)
	s := NewSetup("Jo", "one-two-three-four")
	for password, warned := range map[string]bool{"1234": true, "": false, "one-two-three-four": false} {
		s.password.SetText(password)
		if got := s.strength.Text() == kit.TextPasswordShort(); got != warned {
			t.Errorf("%q: warned %v", password, got)
		}
	}
}

func TestSetupAsksForAMissingName(t *testing.T) {
	test.NewTempApp(t)
	if s := NewSetup("", "x"); s.Focus() != fyne.Focusable(s.name) {
		t.Error("the focus is not in the empty name")
	}
}

// The switch begins as the network suggests, but nothing takes back what the
// user has said, and no name is shown of a chat that is not.
func TestSetupAsksWhoSeesTheChat(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	for _, c := range []struct {
		name             string
		does             func(s *Setup)
		nearby, withName bool
	}{
		{"not known", func(*Setup) {}, false, false},
		{"private", func(s *Setup) { s.SetNearby(true) }, true, true},
		{"public", func(s *Setup) { s.SetNearby(false) }, false, false},
		{"switched off, then known", func(s *Setup) {
			test.Tap(s.nearby)
			test.Tap(s.nearby)
			s.SetNearby(true)
		}, false, false},
		{"switched on in public", func(s *Setup) {
			s.SetNearby(false)
			s.nearby.Tick.TypedRune(' ')
		}, true, true},
		{"without a name", func(s *Setup) {
			s.SetNearby(true)
			test.Tap(s.withName)
		}, true, false},
		{"nothing at all", func(s *Setup) {
			s.SetNearby(true)
			test.Tap(s.nearby)
		}, false, false},
	} {
		s := NewSetup("Jo", "one-two-three-four")
		test.NewTempWindow(t, s.Object).Resize(fyne.NewSize(480, 480))
		var got Opening
		s.OnStart = func(o Opening) { got = o }
		c.does(s)
		test.Tap(s.start)
		if got.Nearby != c.nearby || got.ShowName != c.withName {
			t.Errorf("%s: begins as %+v", c.name, got)
		}
		if s.withName.Visible() != c.nearby {
			t.Errorf("%s: the name is asked for: %v", c.name, s.withName.Visible())
		}
	}
}

func TestDoorIsNotCalledMoreThanIsKnown(t *testing.T) {
	line := []string{"rt 203.0.113.1 1"}
	for _, c := range []struct {
		door Door
		want string
		shut bool
	}{
		{Door{State: "asking"}, kit.BadgeAsking(), false},
		{Door{State: "asking", Internet: line}, kit.BadgeUntested(), false},
		{Door{State: "open", Internet: line}, kit.BadgeUntested(), false},
		{Door{State: "open", Internet: line, Tested: true}, kit.BadgeTested(), false},
		{Door{State: "off"}, kit.BadgeNotPossible(), true},
		{Door{State: "refused"}, kit.BadgeNotPossible(), true},
		{Door{State: "not_found"}, kit.BadgeNotPossible(), true},
		{Door{State: "not_public"}, kit.BadgeNotPossible(), true},
		{Door{State: "not_public", Internet: line}, kit.BadgeMaybe(), true},
		{Door{State: "not_public", Internet: line, Tested: true}, kit.BadgeTested(), false},
	} {
		if got, _ := c.door.badge(); got != c.want || c.door.shut() != c.shut {
			t.Errorf("%+v: %q, shut %v", c.door, got, c.door.shut())
		}
	}
}

func TestInviteSaysNothingOfTheDoorBeforeItKnows(t *testing.T) {
	test.NewTempApp(t)
	i := NewInvite("address.example")
	i.SetDoor(Door{Invite: "rt:abc", Local: []string{"rt a 1"}})
	if i.away.object.Visible() {
		t.Error("it speaks of people elsewhere")
	}
	i.SetDoor(Door{State: "refused", Text: "No.", Hint: "Do this."})
	if !i.away.object.Visible() || i.away.text.Text() != "No." || i.away.hint.Text() != "Do this." {
		t.Errorf("%q, %q", i.away.text.Text(), i.away.hint.Text())
	}
}

func TestInviteCopiesWhatItShows(t *testing.T) {
	test.NewTempApp(t)
	i := NewInvite("address.example")
	var copied []string
	i.OnCopy = func(text string) { copied = append(copied, text) }
	i.SetPassword("secret")
	i.SetDoor(Door{Invite: "rt:abc", Local: []string{"rt a 1", "rt b 1"}, Internet: []string{"rt c 1"}})
	test.Tap(i.all.Button)
	for _, lines := range []*kit.CopyLines{i.secret, i.lines.here, i.lines.away} {
		for _, b := range lines.Buttons() {
			test.Tap(b)
		}
	}
	if got := strings.Join(copied, ", "); got != "rt:abc, secret, rt a 1, rt b 1, rt c 1" {
		t.Fatalf("copied %s", got)
	}
}

func TestInviteTellsWhenItNeedsOtherRoom(t *testing.T) {
	test.NewTempApp(t)
	i := NewInvite("address.example")
	resized := 0
	i.OnResize = func() { resized++ }
	i.SetDoor(Door{State: "off"})
	i.SetPassword("secret")
	i.Address.Wait("…")
	i.Address.Say("Yes.", "", false)
	if resized != 4 {
		t.Errorf("told %d times", resized)
	}
}

func TestInviteOfAGuestHasNoPassword(t *testing.T) {
	test.NewTempApp(t)
	i := NewInvite("address.example")
	i.SetGuest("rt a 1")
	for _, o := range i.hosts {
		if o.Visible() {
			t.Error("a guest's card shows a host's parts")
		}
	}
	if i.all.Text() != "rt a 1" || !i.code.Visible() {
		t.Errorf("shows %q", i.all.Text())
	}
}

func TestLetInTakesOneLineAfterAnother(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	l := NewLetIn()
	test.NewTempWindow(t, l.Object).Resize(fyne.NewSize(480, 480))
	var got []string
	taken := false
	l.OnReply = func(text string) bool { got = append(got, text); return taken }
	l.Submit() // nothing is there
	l.box.SetText("one")
	l.box.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if l.box.Text != "one" {
		t.Error("what was refused is gone")
	}
	taken = true
	l.Submit()
	if strings.Join(got, ",") != "one,one" || l.box.Text != "" {
		t.Fatalf("got %q, left %q", got, l.box.Text)
	}
	l.box.SetText(strings.Repeat("x", 2*maxReply))
	if len(l.box.Text) != maxReply {
		t.Errorf("holds %d bytes", len(l.box.Text))
	}
}
