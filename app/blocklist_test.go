package app

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
)

// While a chat ends its changes go to disk as if it were over.
func TestBlockWhenTheChatHasJustEnded(t *testing.T) {
	a, err := Open(Options{Profile: t.TempDir(), Name: "Ann", Listen: "127.0.0.1", NoRouter: true})
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	c := a.Host(HostOptions{Password: "correct horse"})
	for e := range c.Events() {
		if _, up := e.(Hosting); up {
			c.End()
		}
	}
	over := c.begun()
	if over == nil {
		t.Fatal("no chat began")
	}
	a.hosting.Store(over) // as it is until all of it has ended
	if err := a.Block(BlockRequest{Address: "203.0.113.7"}); err != nil {
		t.Fatal(err)
	}
	a.hosting.Store(nil)
	if got := addresses(t, a); !slices.Equal(got, []string{"203.0.113.7"}) {
		t.Errorf("blocked: %v", got)
	}
}

// addresses lists what is blocked.
func addresses(t *testing.T, a *App) []string {
	t.Helper()
	list, err := a.Blocklist()
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, b := range list {
		out = append(out, b.Address)
	}
	return out
}

func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	var trouble *Trouble
	if !errors.As(err, &trouble) || trouble.Code != code {
		t.Errorf("got %v, want trouble %q", err, code)
		return
	}
	checkSentence(t, trouble.Text)
	checkSentence(t, trouble.Hint)
}

func TestBlockAndUnblock(t *testing.T) {
	a := openIn(t, t.TempDir())
	for _, r := range []BlockRequest{
		{Address: "203.0.113.7", Note: "rude"},
		{Address: "2001:db8::5", For: time.Hour},
		{Address: "198.51.100.0/24"},
	} {
		if err := a.Block(r); err != nil {
			t.Fatalf("%+v: %v", r, err)
		}
	}
	if got := strings.Join(addresses(t, a), " "); got != "198.51.100.0/24 203.0.113.7 2001:db8::/64" {
		t.Fatal(got)
	}
	list, err := a.Blocklist()
	if err != nil {
		t.Fatal(err)
	}
	if b := list[1]; b.Note != "rude" || b.Why != "host" || b.Since.IsZero() || !b.Until.IsZero() {
		t.Errorf("%+v", b)
	}
	if left := time.Until(list[2].Until); left < 59*time.Minute || left > time.Hour+time.Second {
		t.Errorf("blocked for %v", left)
	}
	if err := a.Annotate("203.0.113.7", "sorry"); err != nil {
		t.Fatal(err)
	}
	if list, _ := a.Blocklist(); list[1].Note != "sorry" {
		t.Errorf("%+v", list[1])
	}
	wantCode(t, a.Unblock("198.51.100.9", true), "network_blocked")
	wantCode(t, a.Unblock("192.0.2.1", true), "not_blocked")
	wantCode(t, a.Block(BlockRequest{Address: "everybody"}), "address")
	wantCode(t, a.Block(BlockRequest{Address: "0.0.0.0/0"}), "too_wide")
	wantCode(t, a.Annotate("203.0.113.7", strings.Repeat("x", 501)), "note_too_long")
	for _, address := range addresses(t, a) {
		if err := a.Unblock(address, false); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	if got := addresses(t, a); len(got) != 0 {
		t.Errorf("still blocked: %v", got)
	}
}

func TestBlocklistGoesThroughText(t *testing.T) {
	a, b := openIn(t, t.TempDir()), openIn(t, t.TempDir())
	for _, r := range []BlockRequest{
		{Address: "203.0.113.7", Note: "typed # and\nmore"},
		{Address: "2001:db8::/32", For: 24 * time.Hour},
	} {
		if err := a.Block(r); err != nil {
			t.Fatal(err)
		}
	}
	var text bytes.Buffer
	if err := a.ExportBlocklist(&text); err != nil {
		t.Fatal(err)
	}
	if n, err := b.ImportBlocklist(bytes.NewReader(text.Bytes())); n != 2 || err != nil {
		t.Fatalf("%d, %v from\n%s", n, err, text.String())
	}
	var again bytes.Buffer
	if err := b.ExportBlocklist(&again); err != nil || again.String() != text.String() {
		t.Errorf("%v\n%s\nbecame\n%s", err, text.String(), again.String())
	}
}

// One bad line: nothing is taken, and the line is named.
func TestImportIsAllOrNothing(t *testing.T) {
	a := openIn(t, t.TempDir())
	for text, code := range map[string]string{
		"203.0.113.7\nnonsense\n":                            "import_line",
		"203.0.113.7 until tomorrow\n":                       "import_line",
		"203.0.113.7 # " + strings.Repeat("x", 501):          "import_line",
		strings.Repeat("#\n", maxImport/2) + "203.0.113.7\n": "import_too_long",
	} {
		n, err := a.ImportBlocklist(strings.NewReader(text))
		if n != 0 {
			t.Errorf("%.40q: %d were taken", text, n)
		}
		wantCode(t, err, code)
	}
	if got := addresses(t, a); len(got) != 0 {
		t.Errorf("blocked: %v", got)
	}
	if n, err := a.ImportBlocklist(strings.NewReader("# nothing\n\n203.0.113.7 until 2020-01-01T00:00:00Z\n")); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

// Of two blocks of one address the longer stays, wherever they stand.
func TestImportShortensNoBlock(t *testing.T) {
	a := openIn(t, t.TempDir())
	for address, length := range map[string]time.Duration{"203.0.113.1": 0, "203.0.113.2": 24 * time.Hour, "203.0.113.3": time.Minute} {
		if err := a.Block(BlockRequest{Address: address, For: length}); err != nil {
			t.Fatal(err)
		}
	}
	before := ends(t, a)
	now := time.Now().UTC().Truncate(time.Second)
	soon, late := now.Add(time.Hour), now.Add(48*time.Hour)
	text := strings.NewReplacer("SOON", soon.Format(time.RFC3339), "LATE", late.Format(time.RFC3339)).Replace(`
203.0.113.1 until SOON
203.0.113.2 until SOON
203.0.113.3 until LATE
203.0.113.3 until SOON
203.0.113.4 until SOON
203.0.113.4
203.0.113.4 until LATE
`)
	if n, err := a.ImportBlocklist(strings.NewReader(text)); n != 7 || err != nil {
		t.Fatal(n, err)
	}
	if got, want := ends(t, a), []time.Time{{}, before[1], late, {}}; !slices.EqualFunc(got, want, time.Time.Equal) {
		t.Errorf("blocked until %v, want %v", got, want)
	}
}

// ends lists until when addresses are blocked.
func ends(t *testing.T, a *App) []time.Time {
	t.Helper()
	list, err := a.Blocklist()
	if err != nil {
		t.Fatal(err)
	}
	var out []time.Time
	for _, b := range list {
		out = append(out, b.Until)
	}
	return out
}

// A note can neither begin a line nor act on a terminal.
func TestExportedNotesAreText(t *testing.T) {
	for note, want := range map[string]string{
		"rude\n198.51.100.0/24":       "rude 198.51.100.0/24",
		"\x1b]0;title\x07\x1b[2Jgone": "]0;title[2Jgone",
		"evil \u202egnp.exe\u200b":    "evil gnp.exe",
		"\x00\x7f\u009b":              "",
		"die Nachbarn, Zürich 🎸":      "die Nachbarn, Zürich 🎸",
	} {
		if got := oneLine(note); got != want {
			t.Errorf("%q became %q, want %q", note, got, want)
		}
	}
}

func FuzzBlocklistEntry(f *testing.F) {
	for _, seed := range []string{"203.0.113.7", "2001:db8::/32 until 2026-05-03T10:00:00Z # note", "#", " until  # #", "\ufeff[::1]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		e, ok, err := parseEntry(line)
		if err == nil && ok && (!e.Address.IsValid() || e.Address != e.Address.Masked()) {
			t.Errorf("%q became %v", line, e.Address)
		}
	})
}
