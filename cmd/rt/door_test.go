package main

import (
	"strings"
	"testing"
)

// notice matches a notice with that code and a part of its text.
func notice(code, part string) func(event) bool {
	return func(e event) bool { return e.text("code") == code && strings.Contains(e.text("text"), part) }
}

func TestHostLetsPeopleIn(t *testing.T) {
	ann, join := startHost(t, "Ann", "correct horse")
	ann.Send("/ask on")
	ann.Expect("notice", notice("door", "You are asked"))
	bob := startGuest(t, "Bob", join, "correct horse")
	bob.Expect("notice", notice("waits", "The host is asked"))
	ann.Expect("notice", notice("asks", "Bob knows the password and asks to come in. You have not met this person here before. Address 127.0.0.1"))
	ann.Send("/waiting")
	ann.Expect("notice", notice("waiting", "Bob"))
	ann.Send("/admit bob")
	ann.Expect("notice", notice("asked", "You let Bob in."))
	bob.Expect("joined", nil)
	ann.Expect("member_joined", where("name", "Bob"))

	eve := startGuest(t, "Eve", join, "correct horse")
	ann.Expect("notice", notice("asks", "Eve"))
	ann.Send("/decline Eve")
	eve.Expect("error", where("code", "declined"))
	eve.Exit(1)
	ann.Send("/admit Eve")
	ann.Expect("error", where("code", "nobody_asks"))

	ann.Send("/ask off")
	ann.Send("/lock")
	ann.Expect("notice", notice("door", "locked"))
	eve = startGuest(t, "Eve", join, "correct horse")
	eve.Expect("error", where("code", "locked"))
	eve.Exit(1)
	bob.Send("/lock")
	bob.Expect("error", where("code", "not_host"))

	ann.Send("/unlock")
	ann.Send("/limit 2")
	ann.Expect("notice", notice("door", "At most 2 people"))
	eve = startGuest(t, "Eve", join, "correct horse")
	eve.Expect("error", where("code", "full"))
	eve.Exit(1)
	ann.Send("/limit off")
	eve = startGuest(t, "Eve", join, "correct horse")
	eve.Expect("joined", nil)
	ann.Send("/quit")
	ann.Exit(0)
}

func TestRulesFromTheCommandLine(t *testing.T) {
	ann, join := startHost(t, "Ann", "correct horse", "--ask", "--limit", "2")
	bob := startGuest(t, "Bob", join, "wrong")
	bob.Expect("password_wrong", nil)
	bob.Send("correct horse")
	ann.Expect("notice", notice("asks", "Bob"))
	ann.Send("/admit Bob")
	bob.Expect("joined", nil)
	eve := startGuest(t, "Eve", join, "correct horse")
	eve.Expect("error", where("code", "full"))
	// A guess that was followed by the password is no reason for a block.
	ann.Send("/block Bob")
	if e := bob.Expect("ended", where("reason", "blocked")); strings.Contains(e.text("text"), "six times") {
		t.Error(e.text("text"))
	}
	one := startRT(t, "One", "host", "--limit", "1")
	one.Expect("error", where("code", "limit"))
	one.Exit(1)
}

// TestBlocklistCommandWhileHosting changes the list of a running chat from
// another process.
func TestBlocklistCommandWhileHosting(t *testing.T) {
	dir := t.TempDir()
	ann, join := startHost(t, "Ann", "correct horse", "--profile", dir)
	bob := startGuest(t, "Bob", join, "correct horse")
	bob.Expect("joined", nil)
	ann.Expect("member_joined", where("name", "Bob"))

	rtOutput(t, "blocklist", "add", "127.0.0.1", "--note", "too loud", "--profile", dir)
	ann.Expect("security", where("kind", "blocked"))
	bob.Expect("ended", where("reason", "blocked"))
	bob.Exit(5)
	if list := rtOutput(t, "blocklist", "--profile", dir); !strings.Contains(list, "last name used: Bob") || !strings.Contains(list, "too loud") {
		t.Errorf("rt blocklist says\n%s", list)
	}
	refused := startRT(t, "Bob", join...)
	refused.Exit(5)

	rtOutput(t, "blocklist", "remove", "127.0.0.1", "--profile", dir)
	ann.Expect("security", where("kind", "unblocked"))
	bob = startGuest(t, "Bob", join, "correct horse")
	bob.Expect("joined", nil)
	ann.Send("/security")
	ann.Expect("notice", notice("security", "You blocked an address. Address 127.0.0.1"))
	ann.Send("/quit")
	ann.Exit(0)
	if list := rtOutput(t, "security", "--profile", dir); !strings.Contains(list, "You unblocked an address.") {
		t.Errorf("rt security says\n%s", list)
	}
}
