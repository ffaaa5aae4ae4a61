package main

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// TestTwoTalk is the scene that rt was asked for: one hosts, one joins, both
// speak, the host's Ctrl-C ends it for both.
func TestTwoTalk(t *testing.T) {
	ann, join := startHost(t, "Ann", "correct horse")
	bob := startGuest(t, "Bob", join, "correct horse")
	bob.Expect("joined", where("name", "Bob"))
	ann.Expect("member_joined", where("name", "Bob"))

	bob.Send("Hey, what's up?")
	ann.Expect("message", where("text", "Hey, what's up?"))
	ann.Send("//Alright, talk to you later.")
	said := bob.Expect("message", where("from", "Ann"))
	if got := said.text("text"); got != "/Alright, talk to you later." {
		t.Errorf("text %q", got)
	}

	leave(ann)
	bob.Expect("ended", where("reason", "host_ended"))
	bob.Exit(0)
	ann.Exit(0)
}

// leave ends a process in order; Windows has no signal for it.
func leave(p *process) {
	if runtime.GOOS == "windows" {
		p.Send("/quit")
		return
	}
	p.Interrupt()
}

func TestWrongPasswordsExitWith4Then5(t *testing.T) {
	ann, join := startHost(t, "Ann", "correct horse")
	for round, status := range []int{4, 5} {
		bob := startGuest(t, "Bob", join, "wrong")
		for range 2 {
			bob.Expect("password_wrong", nil)
			bob.Expect("password_prompt", nil)
			bob.Send("wrong")
		}
		bob.Exit(status)
		want := []string{"disconnected", "blocked"}[round]
		ann.Expect("security", where("kind", want))
	}
	late := startRT(t, "Carol", join...)
	late.Expect("ended", where("reason", "blocked"))
	late.Exit(5)
}

func TestAHostNobodyTalksToGoesOn(t *testing.T) {
	ann, join := startHost(t, "Ann", "correct horse")
	ann.CloseInput()
	bob := startGuest(t, "Bob", join, "correct horse")
	bob.Expect("joined", nil)
	bob.Send("are you there?")
	ann.Expect("message", where("text", "are you there?"))
	bob.Send("/quit")
	bob.Exit(0)
	ann.Expect("member_left", where("reason", "left"))
}

func TestTheSecondHostIsRefused(t *testing.T) {
	dir := t.TempDir()
	startHost(t, "Ann", "correct horse", "--profile", dir)
	second := startRT(t, "Ann", "host", "--listen", "127.0.0.1", "--no-router", "--profile", dir)
	second.Expect("password_prompt", nil)
	second.Send("correct horse")
	second.Expect("error", func(e event) bool { return strings.HasPrefix(e.text("code"), "hosting") })
	second.Exit(1)
}

// TestALongFileIsSaidWhole pipes in more at once than may be under way.
func TestALongFileIsSaidWhole(t *testing.T) {
	ann, join := startHost(t, "Ann", "correct horse")
	bob := startGuest(t, "Bob", join, "correct horse")
	bob.Expect("joined", nil)
	const lines = 25_000 // more than a member may say at once
	var text strings.Builder
	for n := range lines {
		fmt.Fprintln(&text, "line", n)
	}
	go func() { _, _ = io.WriteString(bob.stdin, text.String()+"/quit\n") }()
	for n := range lines {
		if got := ann.Expect("message", nil).text("text"); got != fmt.Sprint("line ", n) {
			t.Fatalf("line %d reads %q", n, got)
		}
	}
	bob.Exit(0)
}
