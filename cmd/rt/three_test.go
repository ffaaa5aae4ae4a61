package main

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

// pasted is how a terminal hands on a text of several lines.
func pasted(text string) string { return "\x1b[200~" + text + "\x1b[201~" }

func TestThreeProcessesTalk(t *testing.T) {
	ann, join := startHost(t, "Ann", "correct horse")
	bob := startGuest(t, "Bob", join, "correct horse")
	bob.Expect("joined", nil)
	cem := startGuest(t, "Cem", join, "correct horse")
	cem.Expect("joined", nil)
	bob.Expect("member_joined", where("name", "Cem"))

	texts := []string{
		"Grüße aus Köln", "👩‍👩‍👧 🇩🇪 ß", strings.Repeat("ä", 4000),
		"first\n\tsecond\n\nlast", "plain",
	}
	all := []*process{ann, bob, cem}
	for _, p := range all {
		for _, text := range texts {
			p.Send(pasted(p.who + ": " + text))
		}
	}
	for _, p := range all {
		for _, from := range all {
			for _, text := range texts { // Expect takes the first of a sender: the order is held, too
				m := p.Expect("message", where("from", from.who))
				if want := from.who + ": " + text; m.text("text") != want {
					t.Errorf("%s: from %s %.60q, want %.60q", p.who, from.who, m.text("text"), want)
				}
			}
		}
	}
	for range texts {
		bob.Expect("delivered", func(e event) bool { return e.number("to") == 2 && e.number("of") == 2 })
	}
}

func TestLateGuestSeesNothingOld(t *testing.T) {
	ann, join := startHost(t, "Ann", "correct horse")
	bob := startGuest(t, "Bob", join, "correct horse")
	bob.Expect("joined", nil)
	for i := range 10 {
		ann.Send(fmt.Sprintf("old %d", i))
		bob.Expect("message", where("text", fmt.Sprintf("old %d", i)))
	}
	cem := startGuest(t, "Cem", join, "correct horse")
	cem.Expect("joined", nil)
	ann.Expect("member_joined", where("name", "Cem"))
	ann.Send("new")
	cem.Expect("message", where("text", "new"))
	if cem.Seen("message", func(e event) bool { return strings.HasPrefix(e.text("text"), "old") }) {
		t.Error("a late guest was shown something old")
	}
}

func TestBlocklistOverProcesses(t *testing.T) {
	dir := t.TempDir()
	ann, join := startHost(t, "Ann", "correct horse", "--profile", dir)
	wrong := func(status int) {
		bob := startGuest(t, "Bob", join, "wrong")
		for _, left := range []int{2, 1} {
			if got := bob.Expect("password_wrong", nil).number("left"); got != left {
				t.Errorf("%d left, want %d", got, left)
			}
			bob.Expect("password_prompt", nil)
			bob.Send("wrong")
		}
		if got := bob.Expect("password_wrong", nil).number("left"); got != 0 {
			t.Errorf("%d left, want 0", got)
		}
		bob.Exit(status)
	}
	wrong(4)
	ann.Expect("security", where("kind", "disconnected"))
	ann.Kill() // not even time to say goodbye
	<-ann.exited

	ann, join = startHost(t, "Ann", "correct horse", "--profile", dir)
	wrong(5)
	ann.Expect("security", where("kind", "blocked"))
	refused := startRT(t, "Bob", join...)
	refused.Expect("ended", where("reason", "blocked"))
	refused.Exit(5)

	list := rtOutput(t, "blocklist", "--profile", dir)
	if !strings.Contains(list, "127.0.0.1") {
		t.Errorf("rt blocklist says %q", list)
	}
	ann.Send("/unblock 127.0.0.1")
	ann.Expect("security", where("kind", "unblocked"))
	bob := startGuest(t, "Bob", join, "correct horse")
	bob.Expect("joined", nil)
	ann.Send("/quit")
	ann.Exit(0)
	bob.Expect("ended", where("reason", "host_ended"))
	bob.Exit(0)
}

func TestEmptyPasswordCostsNoTry(t *testing.T) {
	ann, join := startHost(t, "Ann", "correct horse")
	bob := startGuest(t, "Bob", join, "  ")
	bob.Send("")
	bob.Send("correct horse")
	bob.Expect("joined", nil)
	ann.Expect("member_joined", nil)
	if bob.Seen("password_wrong", nil) || ann.Seen("security", nil) {
		t.Error("an empty line was taken for a wrong password")
	}
}

func TestUnusableNameIsToldAtOnce(t *testing.T) {
	p := startRT(t, "Ann", "host", "--listen", "127.0.0.1", "--name", "\x1b[2J")
	p.Expect("error", where("code", "name"))
	p.Exit(1)
	if p.Seen("password_prompt", nil) {
		t.Error("a password was asked for first")
	}
}

func TestUnreachableExitsWith3(t *testing.T) {
	ann, join := startHost(t, "Ann", "correct horse")
	ann.Send("/quit")
	ann.Exit(0)
	bob := startRT(t, "Bob", join...)
	bob.Expect("ended", where("reason", "unreachable"))
	bob.Exit(3)
}

// rtOutput runs a command of rt that ends by itself and gives what it printed.
func rtOutput(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command("rt", args...).CombinedOutput()
	if err != nil {
		t.Fatalf("rt %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}
