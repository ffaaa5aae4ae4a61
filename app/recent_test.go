package app

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"realtalk/core/reach"
)

const chatPassword = "correct horse"

// hostedBy hosts a chat under a name, and gives its line.
func hostedBy(t *testing.T, name string, port int) (line string, end func()) {
	t.Helper()
	a, err := Open(Options{Profile: t.TempDir(), Name: name, Listen: "127.0.0.1", Port: port, NoRouter: true})
	if err != nil {
		t.Fatal(err)
	}
	c := a.Host(HostOptions{Password: chatPassword})
	lines := make(chan string, 1)
	go func() {
		defer close(lines)
		for e := range c.Events() {
			if up, is := e.(Hosting); is {
				lines <- up.Local[0]
			}
		}
	}()
	end = func() { _ = a.Close() }
	t.Cleanup(end)
	line, up := <-lines
	if !up {
		t.Fatal("no chat began")
	}
	return line, end
}

// enter joins by a text and leaves again. It tells whether it got in.
func enter(t *testing.T, a *App, text, password string) (in bool) {
	t.Helper()
	i, err := ParseInvite(text)
	if err != nil {
		t.Fatal(err)
	}
	c := a.Join(i, JoinOptions{})
	for e := range c.Events() {
		switch e.(type) {
		case PasswordPrompt:
			c.Password(password)
		case Joined:
			in = true
			c.End()
		}
	}
	return in
}

func lines(list []Recent) []string {
	out := make([]string, len(list))
	for i, r := range list {
		out[i] = r.Line
	}
	return out
}

func TestRecentIsWhoWasJoined(t *testing.T) {
	line, end := hostedBy(t, "Ann", 0)
	dir := t.TempDir()
	a := openIn(t, dir)
	if enter(t, a, line, "wrong horse") {
		t.Fatal("a wrong password let somebody in")
	}
	if list := a.Recent(); list != nil {
		t.Errorf("after a wrong password: %v", list)
	}
	before := time.Now().Add(-time.Second)
	if !enter(t, a, line, chatPassword) {
		t.Fatal("not let in")
	}
	list := openIn(t, dir).Recent()
	if len(list) != 1 || list[0].Line != line || list[0].Host != "Ann" || list[0].When.Before(before) {
		t.Fatalf("%+v, want Ann at %s", list, line)
	}
	end()
	// The same address and port, whoever hosts there now and however it is written.
	i, err := ParseInvite(line)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := hostedBy(t, "Bob", int(i.lines[0].Port))
	if !enter(t, a, strings.Replace(strings.TrimPrefix(again, "rt "), " ", ":", 1), chatPassword) {
		t.Fatal("not let in again")
	}
	if list := a.Recent(); len(list) != 1 || list[0].Host != "Bob" {
		t.Errorf("%+v, want Bob alone", list)
	}
	b, err := os.ReadFile(filepath.Join(dir, recentFile))
	if err != nil || strings.Contains(string(b), "horse") {
		t.Errorf("the file has the password: %s, %v", b, err)
	}
}

func TestRecentAfterHosting(t *testing.T) {
	a := openIn(t, t.TempDir())
	c := a.Host(HostOptions{Password: chatPassword})
	joined := false
	for e := range c.Events() {
		if _, is := e.(Joined); is {
			joined = true
			c.End()
		}
	}
	if list := a.Recent(); !joined || list != nil {
		t.Errorf("joined: %v; recent: %v", joined, list)
	}
}

// fill writes n chats, the newest first.
func fill(t *testing.T, a *App, n int) []Recent {
	t.Helper()
	var list []Recent
	for i := range n {
		list = append(list, Recent{Line: fmt.Sprintf("rt 192.168.1.%d 40213", n-i), Host: "Ann", When: time.Unix(int64(1e9-i), 0).UTC()})
	}
	if err := a.changeRecent(func([]Recent) []Recent { return list }); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestRecentIsBounded(t *testing.T) {
	a := openIn(t, t.TempDir())
	all := fill(t, a, maxRecent)
	line, _ := hostedBy(t, "Bob", 0)
	if !enter(t, a, line, chatPassword) {
		t.Fatal("not let in")
	}
	want := append([]string{line}, lines(all[:maxRecent-1])...)
	if got := lines(a.Recent()); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestForgetRecent(t *testing.T) {
	a := openIn(t, t.TempDir())
	all := lines(fill(t, a, 3))
	for _, c := range []struct {
		line string
		want []string
	}{
		{"rt 192.168.1.99 40213", all},
		{all[1], []string{all[0], all[2]}},
		{"", nil},
		{"", nil},
	} {
		if err := a.ForgetRecent(c.line); err != nil {
			t.Fatal(err)
		}
		if got := lines(a.Recent()); !slices.Equal(got, c.want) {
			t.Errorf("without %q: %q, want %q", c.line, got, c.want)
		}
	}
}

// What is kept can be joined by, with every way that it had.
func TestRecentLineLeadsToAllWays(t *testing.T) {
	ways := []netip.AddrPort{netip.MustParseAddrPort("192.168.1.10:40213"), netip.MustParseAddrPort("203.0.113.7:40213")}
	for _, text := range []string{
		"rt 192.168.1.10 40213",
		"rt [2001:db8::7]:40213",
		"rt example.org 40213",
		"rt localhost 40213",
		"Here: rt 192.168.1.10 40213, elsewhere: rt 203.0.113.7 40213. Or rt 2001:db8::7 40213",
		reach.Invite{Tag: reach.Tag{1, 2, 3, 4, 5, 6}, Ways: ways}.String(),
	} {
		i, ok := FindInvite(text)
		if !ok {
			t.Fatalf("no way in %q", text)
		}
		again, ok := FindInvite(i.whole())
		if !ok || !slices.Equal(again.lines, i.lines) || again.tag != i.tag || again.whole() != i.whole() {
			t.Errorf("%q is kept as %q, which leads to %v", text, i.whole(), again.lines)
		}
		if !i.meets(i.whole()) || i.meets("rt 192.168.1.10 40214") || i.meets("") {
			t.Errorf("%q meets other lines than its own", text)
		}
	}
}

const goodRecent = `{"line":"rt 192.168.1.10 40213","host":"Ann","when":"2026-11-23T08:00:00Z"}`

// A file that somebody wrote by hand, or half of one, is as none; the next chat
// writes a good one.
func TestRecentThatCannotBe(t *testing.T) {
	for _, text := range []string{
		``, `null`, `{}`, `[`, goodRecent, `[` + goodRecent, `[` + goodRecent + `]x`, `[` + goodRecent + `][]`,
		`[` + strings.Repeat(goodRecent+",", maxRecent) + goodRecent + `]`,
		`[` + strings.Replace(goodRecent, `"line"`, `"lines"`, 1) + `]`,
		`[` + strings.Replace(goodRecent, "Ann", `Ann\n`, 1) + `]`,
		`[` + strings.Replace(goodRecent, "Ann", ``, 1) + `]`,
		`[` + strings.Replace(goodRecent, "Ann", strings.Repeat("x", 1000), 1) + `]`,
		`[` + strings.Replace(goodRecent, "rt 192.168.1.10 40213", "call me", 1) + `]`,
		`[` + strings.Replace(goodRecent, "rt 192", "come to rt 192", 1) + `]`,
		`[` + strings.Replace(goodRecent, "2026-11-23T08:00:00Z", "yesterday", 1) + `]`,
		`[` + strings.Replace(goodRecent, `"when":"2026-11-23T08:00:00Z"`, `"when":"0001-01-01T00:00:00Z"`, 1) + `]`,
		`[` + goodRecent + `]` + strings.Repeat(" ", maxRecorded),
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, recentFile), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		a := openIn(t, dir)
		if list := a.Recent(); list != nil {
			t.Errorf("%.80q gives %v", text, list)
		}
		if got := len(fill(t, a, 1)); len(a.Recent()) != got {
			t.Errorf("after %.80q nothing can be kept", text)
		}
	}
	if list := readRecent([]byte(`[` + goodRecent + `]`)); len(list) != 1 {
		t.Fatal("the good one is refused, so nothing above was proved")
	}
}

func FuzzRecent(f *testing.F) {
	f.Add([]byte(`[` + goodRecent + `]`))
	f.Add([]byte(`[{}]`))
	f.Fuzz(func(t *testing.T, b []byte) {
		list := readRecent(b)
		if list == nil {
			return
		}
		again, err := json.Marshal(list)
		if err != nil || !slices.Equal(lines(readRecent(again)), lines(list)) {
			t.Errorf("%q is read as %v and not again, %v", b, list, err)
		}
	})
}
