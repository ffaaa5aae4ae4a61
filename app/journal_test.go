package app

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func openIn(t *testing.T, dir string) *App {
	t.Helper()
	a, err := Open(Options{Profile: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

func listed(t *testing.T, a *App) []SecurityEntry {
	t.Helper()
	list, err := a.SecurityList()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestSecurityListOutlivesTheProgram(t *testing.T) {
	dir := t.TempDir()
	a := openIn(t, dir)
	for n := range 3 {
		a.journal.add(SecurityEntry{Time: time.Now(), Kind: EntryJoined, Text: fmt.Sprintf("entry %d.\nand more", n)})
	}
	a.Close()
	again := openIn(t, dir)
	list := listed(t, again)
	if len(list) != 3 || list[0].Text != "entry 2.\nand more" {
		t.Fatalf("kept: %+v", list)
	}
	var out bytes.Buffer
	if err := again.ExportSecurityList(&out); err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(strings.TrimSpace(out.String()), "\n"); len(lines) != 3 || !strings.HasSuffix(lines[0], "entry 2. and more") {
		t.Errorf("exported:\n%s", out.String())
	}
	if err := again.ClearSecurityList(); err != nil {
		t.Fatal(err)
	}
	if n := len(listed(t, again)); n != 0 {
		t.Errorf("%d entries after it was cleared", n)
	}
}

// A file that could not be written for a while costs no entry.
func TestSecurityListIsWrittenLater(t *testing.T) {
	a := openIn(t, t.TempDir())
	release, ok, err := a.profile.TryLock(journalLock)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	a.journal.add(SecurityEntry{Text: "one"})
	if err := a.journal.flush(); err == nil {
		t.Fatal("written although somebody else has the file")
	}
	release()
	a.journal.add(SecurityEntry{Text: "two"})
	a.Close()
	if list := listed(t, openIn(t, a.profile.Dir())); len(list) != 2 || list[1].Text != "one" {
		t.Errorf("%+v", list)
	}
}

// What could not be written is tried again without a new entry.
func TestSecurityListIsTriedAgain(t *testing.T) {
	j := &journal{}
	j.mu.Lock()
	j.pending = []SecurityEntry{{Text: "one"}}
	j.schedule()
	first := j.timer
	j.schedule()
	if j.timer != first || first == nil {
		t.Error("two writes are on their way, or none")
	}
	if first.Stop() {
		j.writing.Done()
	}
	j.mu.Unlock()
}

func TestSecurityListIsBounded(t *testing.T) {
	a := openIn(t, t.TempDir())
	for range 2 {
		for n := range MaxSecurityEntries {
			a.journal.add(SecurityEntry{Text: fmt.Sprint(n)})
		}
		if list := listed(t, a); len(list) != MaxSecurityEntries || list[0].Text != fmt.Sprint(MaxSecurityEntries-1) {
			t.Fatalf("%d entries, the newest %+v", len(list), list[0])
		}
	}
}

// Two programs of one user write into the same list.
func TestSecurityListIsShared(t *testing.T) {
	dir := t.TempDir()
	a, b := openIn(t, dir), openIn(t, dir)
	a.journal.add(SecurityEntry{Text: "of a"})
	b.journal.add(SecurityEntry{Text: "of b"})
	if n := len(listed(t, a)); n != 1 {
		t.Errorf("a sees %d", n)
	}
	if n := len(listed(t, b)); n != 2 {
		t.Errorf("b sees %d", n)
	}
}

func TestDamagedLineCostsNoOther(t *testing.T) {
	dir := t.TempDir()
	text := `{"text":"first"}` + "\n" + `{"text":"sec` + "\n" + `{"text":"third"}` + "\n"
	if err := os.WriteFile(filepath.Join(dir, journalFile), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if list := listed(t, openIn(t, dir)); len(list) != 2 || list[1].Text != "first" {
		t.Errorf("%+v", list)
	}
}
