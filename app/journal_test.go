package app

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core/profile"
)

func openIn(t *testing.T, dir string) *App {
	t.Helper()
	a, err := Open(Options{Profile: dir, Listen: "127.0.0.1", NoRouter: true})
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

// While somebody else has the file nothing can be written, and nothing is lost:
// not what came before the first try, nor after it, nor what waits at the end.
func TestSecurityListIsWrittenLater(t *testing.T) {
	const tried = 2 * (journalPause + journalWait)
	dir := t.TempDir()
	p, err := profile.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		j := &journal{profile: p, disk: &unkept{}}
		free := lockedBy(t, p)
		j.add(SecurityEntry{Text: "one"})
		time.Sleep(tried)
		j.add(SecurityEntry{Text: "two"})
		time.Sleep(tried)
		wantWritten(t, dir)
		free()
		time.Sleep(tried)
		wantWritten(t, dir, "one", "two")

		free = lockedBy(t, p)
		j.add(SecurityEntry{Text: "three"})
		time.Sleep(tried)
		free()
		j.close()
		wantWritten(t, dir, "one", "two", "three")
	})
}

// lockedBy takes the list as another program does.
func lockedBy(t *testing.T, p *profile.Profile) (free func()) {
	t.Helper()
	free, ok, err := p.TryLock(journalLock)
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	return free
}

// wantWritten looks into the file itself.
func wantWritten(t *testing.T, dir string, want ...string) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, journalFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(string(b)) {
		var e SecurityEntry
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		got = append(got, e.Text)
	}
	if !slices.Equal(got, want) {
		t.Fatalf("on disk: %q, want %q", got, want)
	}
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
