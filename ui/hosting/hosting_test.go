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
	s.OnStart = func(name, password string) { got = append(got, name+"/"+password) }
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
	if s.problem.Text() != kit.TextPasswordEmpty || !s.problem.Visible() {
		t.Fatalf("an empty password: %q", s.problem.Text())
	}
}

func TestSetupWarnsOfAShortPassword(t *testing.T) {
	test.NewTempApp(t)
	s := NewSetup("Jo", "one-two-three-four")
	for password, warned := range map[string]bool{"1234": true, "": false, "one-two-three-four": false} {
		s.password.SetText(password)
		if got := s.strength.Text() == kit.TextPasswordShort; got != warned {
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

func TestInviteSaysHowTheDoorStands(t *testing.T) {
	test.NewTempApp(t)
	i := NewInvite()
	seen := map[string]bool{}
	for _, state := range []string{"asking", "open", "not_public", "refused", "not_found", "off"} {
		i.SetDoor(Door{State: state})
		if text := i.awayHow.Text(); text == "" || seen[text] {
			t.Errorf("%s says %q", state, text)
		}
		seen[i.awayHow.Text()] = true
	}
	i.SetDoor(Door{State: "open", Lines: []string{"rt 203.0.113.1 1"}, Text: "Own words.", Hint: "A hint."})
	if i.awayHow.Text() != "Own words." || i.awayHint.Text() != "A hint." || len(i.away.Buttons()) != 1 {
		t.Errorf("%q, %q", i.awayHow.Text(), i.awayHint.Text())
	}
}

func TestInviteCopiesWhatItShows(t *testing.T) {
	test.NewTempApp(t)
	i := NewInvite()
	var copied []string
	i.OnCopy = func(text string) { copied = append(copied, text) }
	i.SetLocal([]string{"rt a 1", "rt b 1"})
	i.SetDoor(Door{Lines: []string{"rt c 1"}})
	i.SetPassword("secret")
	for _, lines := range []*kit.CopyLines{i.here, i.away, i.secret} {
		for _, b := range lines.Buttons() {
			test.Tap(b)
		}
	}
	if got := strings.Join(copied, ", "); got != "rt a 1, rt b 1, rt c 1, secret" {
		t.Fatalf("copied %s", got)
	}
	i.SetLocal(nil)
	if i.hereHow.Text() != kit.TextInviteNone {
		t.Errorf("without a network: %q", i.hereHow.Text())
	}
}

func TestInviteOfAGuestHasNoPassword(t *testing.T) {
	test.NewTempApp(t)
	i := NewInvite()
	i.SetGuest([]string{"rt a 1"})
	if i.secret.Object.Visible() || i.awayHow.Visible() || len(i.here.Buttons()) != 1 {
		t.Error("a guest's card shows a host's parts")
	}
}
