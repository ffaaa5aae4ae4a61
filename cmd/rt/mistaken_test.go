package main

import "testing"

// verifiedBob makes Ann and Bob verify each other, and gives their profiles.
func verifiedBob(t *testing.T) (ann, bob string) {
	t.Helper()
	ann, bob = t.TempDir(), t.TempDir()
	m := meet(t, ann, bob)
	m.ann.Send("/safety")
	m.ann.Expect("notice", where("code", "safety"))
	m.ann.Send("/match")
	m.ann.Expect("trusted", where("trust", "verified"))
	m.part()
	return ann, bob
}

func gone(p *process) {
	p.t.Helper()
	p.Send("/quit")
	p.Exit(0)
}

// TestNameTakenOverInAChat: somebody who was in under a name of no account comes
// again under the name of a verified friend.
func TestNameTakenOverInAChat(t *testing.T) {
	annDir, _ := verifiedBob(t)
	ann, join := startHost(t, "Ann", "correct horse", "--profile", annDir)
	profile := t.TempDir()
	mallory := startGuest(t, "xx", join, "correct horse", "--profile", profile)
	ann.Expect("member_joined", where("trust", "new"))
	gone(mallory)
	ann.Expect("member_left", nil)
	startGuest(t, "Bob", join, "correct horse", "--profile", profile)
	if e := ann.Expect("member_joined", nil); e.text("trust") != "changed" {
		t.Errorf("who takes Bob's name is %q: %s", e.text("trust"), e.text("text"))
	}
}

// TestWordsOfOneConfirmNobodyElse: while Ann is on the phone, somebody else comes in
// under the name.
func TestWordsOfOneConfirmNobodyElse(t *testing.T) {
	ann, join := startHost(t, "Ann", "correct horse")
	bob := startGuest(t, "Bob", join, "correct horse")
	ann.Expect("member_joined", nil)
	ann.Send("/same Bob")
	ann.Expect("error", where("code", "not_compared"))
	ann.Send("/compare Bob")
	ann.Expect("notice", where("code", "compare"))
	gone(bob)
	ann.Expect("member_left", nil)
	startGuest(t, "Bob", join, "correct horse") // another key
	ann.Expect("member_joined", nil)
	ann.Send("/same Bob")
	ann.Expect("error", where("code", "people_changed"))
	ann.Send("/compare Bob")
	ann.Expect("notice", where("code", "compare"))
	ann.Send("/same Bob")
	ann.Expect("trusted", where("trust", "verified"))
}

// TestWordsCoverNames: the words of the chat are compared while somebody has one
// name, and are others when the same computer is there under another.
func TestWordsCoverNames(t *testing.T) {
	annDir, bobDir := verifiedBob(t)
	ann, join := startHost(t, "Ann", "correct horse", "--profile", annDir)
	profile := t.TempDir()
	mallory := startGuest(t, "Mallory", join, "correct horse", "--profile", profile)
	ann.Expect("member_joined", nil)
	ann.Send("/safety")
	ann.Expect("notice", where("code", "safety"))
	gone(mallory)
	ann.Expect("member_left", nil)
	startGuest(t, "Bob", join, "correct horse", "--profile", profile)
	ann.Expect("member_joined", where("trust", "changed"))
	ann.Send("/match")
	ann.Expect("error", where("code", "people_changed"))
	gone(ann)
	m := meet(t, annDir, bobDir)
	m.wantTrust(t, "verified", "known")
	m.part()
}
