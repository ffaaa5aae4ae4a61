package hosting

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"realtalk/ui/kit"
)

func setup(t *testing.T, name string, askName bool) *Setup {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	s := NewSetup(name, askName, "one-two-three-four")
	test.NewTempWindow(t, s.Object).Resize(fyne.NewSize(480, 480))
	return s
}

func TestSetup(t *testing.T) {
	s := setup(t, "Jo", true)
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

// What is typed is judged at once, new words and a new name too.
func TestSetupJudgesThePassword(t *testing.T) {
	s := setup(t, "", true)
	s.OnJudge = func(password, name string) Verdict {
		return Verdict{Text: password + " of " + name, Weak: password == "1"}
	}
	s.OnSuggest = func() string { return "five" }
	want := func(text string, color fyne.ThemeColorName) {
		t.Helper()
		segment := s.strength.Segments[0].(*widget.TextSegment)
		if s.strength.Text() != text || segment.Style.ColorName != color {
			t.Errorf("says %q in %s, want %q in %s", s.strength.Text(), segment.Style.ColorName, text, color)
		}
	}
	s.Judge()
	want("one-two-three-four of ", kit.ColorMuted)
	s.password.SetText("1")
	want("1 of ", theme.ColorNameError)
	test.Type(s.name, "Jo")
	want("1 of Jo", theme.ColorNameError)
	test.Tap(s.words)
	want("five of Jo", kit.ColorMuted)
}

func TestSetupHidesThePassword(t *testing.T) {
	s := setup(t, "Jo", false)
	if s.password.Password || s.hide.Text != kit.WordHide() {
		t.Fatal("the words that were suggested cannot be read")
	}
	test.Tap(s.hide)
	if !s.password.Password || s.hide.Text != kit.WordShow() || s.password.Text != "one-two-three-four" {
		t.Fatalf("hidden: %v, the button says %q", s.password.Password, s.hide.Text)
	}
	test.Tap(s.hide)
	if s.password.Password || s.hide.Text != kit.WordHide() {
		t.Fatal("it stays hidden")
	}
}

func TestSetupAsksForAMissingName(t *testing.T) {
	if s := setup(t, "", true); s.Focus() != fyne.Focusable(s.name) {
		t.Error("the focus is not in the empty name")
	}
	if s := setup(t, "Jo", true); s.Focus() != fyne.Focusable(s.password) {
		t.Error("the focus is not in the password")
	}
	if s := setup(t, "Jo", false); !s.name.Size().IsZero() {
		t.Error("a name that is known is asked for")
	}
}

func TestSetupExplainsWhatTheSystemWillAsk(t *testing.T) {
	s := setup(t, "Jo", false)
	if s.firewall.Visible() {
		t.Error("it is explained where nothing is asked")
	}
	s.SetFirewall(true)
	if !s.firewall.Visible() {
		t.Error("it is not explained")
	}
}

func TestSetupOfAWaitingRoom(t *testing.T) {
	for _, on := range []bool{false, true} {
		s := setup(t, "Jo", false)
		var got []bool
		s.OnStart = func(o Opening) { got = append(got, o.AskFirst) }
		s.SetAskFirst(on)
		test.Tap(s.start)
		test.Tap(s.askFirst)
		test.Tap(s.start)
		if len(got) != 2 || got[0] != on || got[1] == on {
			t.Errorf("%v: begins with %v", on, got)
		}
	}
}

// The switch begins as the network suggests, but nothing takes back what the
// user has said, and no name is shown of a chat that is not.
func TestSetupAsksWhoSeesTheChat(t *testing.T) {
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
		s := setup(t, "Jo", false)
		var got Opening
		s.OnStart = func(o Opening) { got = o }
		c.does(s)
		test.Tap(s.start)
		if got.Nearby != c.nearby || got.ShowName != c.withName {
			t.Errorf("%s: begins as %+v", c.name, got)
		}
		if s.depends.Visible() != c.nearby {
			t.Errorf("%s: the name is asked for: %v", c.name, s.depends.Visible())
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

// The three ways in tick by themselves; each that does not says why and what to do.
func TestWaysInTickByThemselves(t *testing.T) {
	test.NewTempApp(t)
	i := NewInvite("address.example")
	line := []string{"rt a 1"}
	for _, c := range []struct {
		name              string
		door              Door
		network, internet kit.StepState
		says, todo        string // of the Internet
	}{
		{"nothing known", Door{}, kit.StepWaiting, kit.StepWaiting, kit.StepLooking(), ""},
		{"at the beginning", Door{Invite: "rt:abc", Local: line}, kit.StepDone, kit.StepWaiting, kit.StepLooking(), ""},
		{"asking", Door{State: "asking", Local: line, Text: "Asking."}, kit.StepDone, kit.StepWaiting, "Asking.", ""},
		{"open", Door{State: "open", Local: line, Internet: line, Text: "Open."}, kit.StepDone, kit.StepDone, "Open.", ""},
		{"tested", Door{State: "not_found", Local: line, Tested: true, Text: "Works."}, kit.StepDone, kit.StepDone, "Works.", ""},
		{"refused", Door{State: "refused", Local: line, Text: "No.", Hint: "Do this."}, kit.StepDone, kit.StepNotThere, "No.", "Do this."},
		{"no network", Door{State: "not_found", Text: "No.", Hint: "Do this."}, kit.StepNotThere, kit.StepNotThere, "No.", "Do this."},
	} {
		i.SetDoor(c.door)
		s := i.steps
		if s.computer.State() != kit.StepDone || s.network.State() != c.network || s.internet.State() != c.internet {
			t.Errorf("%s: %v, %v, %v", c.name, s.computer.State(), s.network.State(), s.internet.State())
		}
		if s.internet.Text() != c.says || s.internet.Hint() != c.todo {
			t.Errorf("%s: says %q, %q", c.name, s.internet.Text(), s.internet.Hint())
		}
		if (s.network.Hint() != "") != (c.network == kit.StepNotThere) {
			t.Errorf("%s: of the network it says %q", c.name, s.network.Hint())
		}
		if i.away.object.Visible() != (c.door.State != "") {
			t.Errorf("%s: help for people elsewhere: %v", c.name, i.away.object.Visible())
		}
	}
}

func TestInviteSaysWhyTheComputerStaysAwake(t *testing.T) {
	test.NewTempApp(t)
	i := NewInvite("address.example")
	resized := 0
	i.OnResize = func() { resized++ }
	i.SetAwake("Because.")
	i.SetAwake("Because.")
	if got := i.steps.computer; got.Hint() != "Because." || got.State() != kit.StepDone || resized != 1 {
		t.Errorf("says %q, resized %d times", got.Hint(), resized)
	}
	i.SetAwake("")
	if got := i.steps.computer.Hint(); got != "" || resized != 2 {
		t.Errorf("still says %q", got)
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
