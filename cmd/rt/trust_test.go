package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// rtDone runs rt to its end with this standard input and gives what it printed.
func rtDone(t *testing.T, status int, input string, args ...string) string {
	t.Helper()
	cmd := exec.Command("rt", args...)
	cmd.Stdin = strings.NewReader(input)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	_ = cmd.Run()
	if got := cmd.ProcessState.ExitCode(); got != status {
		t.Fatalf("rt %q: status %d, want %d\n%s", args, got, status, &out)
	}
	return out.String()
}

// meeting is one chat of Ann, who hosts, and Bob, each with a folder of their own.
type meeting struct {
	ann, bob *process
	asAnn    event // Bob's arrival, as Ann is told of it
	asBob    event // Ann, as Bob is told of her
}

func meet(t *testing.T, annDir, bobDir string) meeting {
	t.Helper()
	ann, join := startHost(t, "Ann", "correct horse", "--profile", annDir)
	bob := startGuest(t, "Bob", join, "correct horse", "--profile", bobDir)
	return meeting{ann, bob, ann.Expect("member_joined", nil), bob.Expect("member_joined", nil)}
}

// part ends the chat in order, so that everything is on disk.
func (m meeting) part() {
	m.ann.Send("/quit")
	m.ann.Exit(0)
	m.bob.Exit(0)
}

func (m meeting) wantTrust(t *testing.T, ann, bob string) {
	t.Helper()
	if got := m.asAnn.text("trust"); got != ann {
		t.Errorf("to Ann, Bob is %s, want %s", got, ann)
	}
	if got := m.asBob.text("trust"); got != bob {
		t.Errorf("to Bob, Ann is %s, want %s", got, bob)
	}
}

// TestPeopleAreKnownAgain: new, known, verified by comparing words, and CHANGED as
// soon as somebody else has the name.
func TestPeopleAreKnownAgain(t *testing.T) {
	annDir, bobDir := t.TempDir(), t.TempDir()
	m := meet(t, annDir, bobDir)
	m.wantTrust(t, "new", "new")
	m.part()

	m = meet(t, annDir, bobDir)
	m.wantTrust(t, "known", "known")
	m.ann.Send("/safety")
	words := m.ann.Expect("notice", where("code", "safety")).text("text")
	if len(strings.Fields(words)) != 8 {
		t.Errorf("the safety phrase is %q", words)
	}
	m.bob.Send("/safety")
	m.bob.Expect("notice", where("text", words))
	m.ann.Send("/match")
	m.ann.Expect("trusted", where("trust", "verified"))
	m.bob.Send("/compare Ann")
	pair := m.bob.Expect("notice", where("code", "compare")).text("text")
	m.ann.Send("/compare Bob")
	m.ann.Expect("notice", where("text", pair))
	if pair == words {
		t.Error("two people compare the words of the chat")
	}
	m.bob.Send("/same Ann")
	m.bob.Expect("trusted", where("trust", "verified"))
	m.part()

	m = meet(t, annDir, bobDir)
	m.wantTrust(t, "verified", "verified")
	m.part()

	if said := rtDone(t, 2, "", "key", "new", "--profile", bobDir); !strings.Contains(said, "--yes") {
		t.Errorf("rt key new says %q", said)
	}
	rtDone(t, 0, "", "key", "new", "--yes", "--profile", bobDir)
	m = meet(t, annDir, bobDir)
	m.wantTrust(t, "changed", "verified") // Bob's new key opens his contacts
	m.ann.Send("/accept Bob")
	m.ann.Expect("trusted", where("trust", "known"))
	m.part()

	m = meet(t, annDir, bobDir)
	m.wantTrust(t, "known", "verified")
	m.part()
	if list := rtDone(t, 0, "", "contacts", "--profile", annDir); !strings.Contains(list, "Bob [known]") {
		t.Errorf("Ann's contacts: %s", list)
	}
}

// TestLookalikeIsChanged: a stranger whose name only looks like a friend's is not
// new but CHANGED.
func TestLookalikeIsChanged(t *testing.T) {
	annDir := t.TempDir()
	m := meet(t, annDir, t.TempDir())
	m.part()
	ann, join := startHost(t, "Ann", "correct horse", "--profile", annDir)
	startGuest(t, "Воb", join, "correct horse") // two letters are Cyrillic
	if got := ann.Expect("member_joined", nil).text("trust"); got != "changed" {
		t.Errorf("the lookalike is %s", got)
	}
}

// TestWordsOfOtherPeopleDoNotMatch: what was compared before somebody came verifies
// nobody.
func TestWordsOfOtherPeopleDoNotMatch(t *testing.T) {
	ann, join := startHost(t, "Ann", "correct horse")
	startGuest(t, "Bob", join, "correct horse")
	ann.Expect("member_joined", where("name", "Bob"))
	ann.Send("/safety")
	ann.Expect("notice", where("code", "safety"))
	startGuest(t, "Mallory", join, "correct horse")
	ann.Expect("member_joined", where("name", "Mallory"))
	ann.Send("/match")
	ann.Expect("error", where("code", "people_changed"))
}

func TestTamperedContactsAreNoticed(t *testing.T) {
	annDir, bobDir := t.TempDir(), t.TempDir()
	m := meet(t, annDir, bobDir)
	m.part()
	changed := 0
	for _, name := range filesOf(t, annDir) {
		if !strings.HasPrefix(filepath.Base(name), "contacts") || strings.HasSuffix(name, ".lock") {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, bytes.Replace(b, []byte("Bob"), []byte("Rob"), 1), 0o600); err != nil {
			t.Fatal(err)
		}
		changed++
	}
	if changed != 1 {
		t.Fatalf("%d files hold contacts", changed)
	}
	ann, _ := startHost(t, "Ann", "correct horse", "--profile", annDir)
	ann.Expect("notice", where("code", "contacts_damaged"))
}

func filesOf(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.Type().IsRegular() {
			names = append(names, filepath.Join(dir, e.Name()))
		}
	}
	return names
}

func TestContactsAreNamedNotedAndForgotten(t *testing.T) {
	annDir, bobDir := t.TempDir(), t.TempDir()
	if said := rtDone(t, 0, "", "contacts", "--profile", annDir); !strings.Contains(said, "nobody yet") {
		t.Errorf("at first: %s", said)
	}
	m := meet(t, annDir, bobDir)
	m.part()
	rtDone(t, 0, "", "contacts", "rename", "Bob", "Robert the brother", "--profile", annDir)
	rtDone(t, 0, "", "contacts", "note", "bob", "met in Lyon", "--profile", annDir)
	list := rtDone(t, 0, "", "contacts", "--profile", annDir)
	if !strings.Contains(list, "Robert the brother (Bob) [known]") || !strings.Contains(list, ": met in Lyon") {
		t.Errorf("contacts: %s", list)
	}
	m = meet(t, annDir, bobDir)
	m.ann.Send("/who")
	m.ann.Expect("notice", func(e event) bool { return strings.Contains(e.text("text"), "Bob [known, you say Robert the brother]") })
	m.part()
	rtDone(t, 1, "", "contacts", "forget", "Carol", "--profile", annDir)
	rtDone(t, 0, "", "contacts", "forget", "Robert the brother", "--profile", annDir)
	m = meet(t, annDir, bobDir)
	m.wantTrust(t, "new", "known")
	m.part()
}

// TestPassphraseAtTheStart: without it the key is of no use, and it is asked for
// before anything else.
func TestPassphraseAtTheStart(t *testing.T) {
	dir := t.TempDir()
	before := rtDone(t, 0, "", "key", "--json", "--profile", dir)
	rtDone(t, 0, "open sesame\n", "key", "passphrase", "--profile", dir)
	rtDone(t, 1, "wrong\n", "key", "--profile", dir)
	rtDone(t, 1, "", "key", "export", "--profile", dir)

	ann := startRT(t, "Ann", "host", "--listen", "127.0.0.1", "--no-router", "--profile", dir)
	if left := ann.Expect("passphrase_prompt", nil).number("left"); left != 3 {
		t.Errorf("%d tries left", left)
	}
	ann.Send("open barley")
	ann.Expect("passphrase_prompt", nil)
	ann.Send("open sesame")
	ann.Expect("password_prompt", nil)
	ann.Send("correct horse")
	ann.Expect("joined", func(e event) bool { return strings.Contains(before, e.text("fingerprint")) })
	ann.Send("/quit")
	ann.Exit(0)

	file := filepath.Join(t.TempDir(), "passphrase")
	if err := os.WriteFile(file, []byte("open sesame\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	rtDone(t, 0, "\n", "key", "passphrase", "--passphrase-file", file, "--profile", dir)
	if after := rtDone(t, 0, "", "key", "--json", "--profile", dir); fieldOf(after, "text") != fieldOf(before, "text") {
		t.Errorf("the key was %s and is %s", before, after)
	}
}

// fieldOf cuts a text field out of a JSON line.
func fieldOf(line, field string) string {
	_, rest, _ := strings.Cut(line, fmt.Sprintf("%q:\"", field))
	value, _, _ := strings.Cut(rest, `"`)
	return value
}
