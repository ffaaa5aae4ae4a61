package main

import (
	"net/netip"
	"strings"
	"testing"

	"realtalk/app"
	"realtalk/core/reach"
)

// sameStart leaves out what one start does not hand to another.
func sameStart(a, b start) bool {
	if (a.join == nil) != (b.join == nil) || a.join != nil && a.join.String() != b.join.String() {
		return false
	}
	return a.host == b.host && a.hidden == b.hidden && a.line == b.line
}

// Whatever a command line may want comes out of the message as it went in.
func TestCallsAreReadAsTheyWereMeant(t *testing.T) {
	starts := []start{{}, {host: true}, {hidden: true}, {host: true, hidden: true}}
	invite := reach.Invite{Tag: reach.Tag{1}, Ways: []netip.AddrPort{netip.MustParseAddrPort("203.0.113.7:40213")}}.String()
	for _, words := range [][]string{
		{"192.168.1.10", "40213"},
		{"[2001:db8::7]:40213"},
		{invite},
		{"rt:%5Bfe80::1%25ab%5D:40213"},
		{invite[:10], invite[10:]},
		{"Hi! It is rt 192.168.1.10 40213, “tulip”\nSee you."},
	} {
		s, err := joining(words...)
		if err != nil {
			t.Fatal(words, err)
		}
		starts = append(starts, s)
	}
	for _, want := range starts {
		got, ok := readCall(want.message())
		if !ok || !sameStart(got, want) {
			t.Errorf("%s is read as %+v", want.message(), got)
		}
	}
	secret := start{named: true, password: new(string)}
	*secret.password = "correct horse"
	if got := string(secret.message()); got != "{}" {
		t.Errorf("handed over: %s", got)
	}
}

func TestCallsThatCannotBe(t *testing.T) {
	for _, message := range []string{
		``, `null x`, `[]`, `{`, `{}{}`, `{"host":1}`, `{"host":true,"join":"rt 10.0.0.1 1"}`, `{"join":"tulips"}`, `{"password":"x"}`,
		`{}` + strings.Repeat(" ", app.MaxCall),
	} {
		if s, ok := readCall([]byte(message)); ok {
			t.Errorf("%.40q is read as %+v", message, s)
		}
	}
}

func FuzzCall(f *testing.F) {
	for _, message := range []string{`{}`, `{"host":true}`, `{"join":"rt 192.168.1.10 40213"}`, `{"join":"rt:%5B::1%5D:1","hidden":true}`} {
		f.Add([]byte(message))
	}
	f.Fuzz(func(t *testing.T, message []byte) {
		s, ok := readCall(message)
		if !ok {
			return
		}
		if again, ok := readCall(s.message()); !ok || !sameStart(again, s) {
			t.Errorf("%q is read as %+v, and then as %+v", message, s, again)
		}
	})
}

// Links come as browsers, mail programs and shells write them.
func TestLinks(t *testing.T) {
	invite := reach.Invite{Tag: reach.Tag{1}, Ways: []netip.AddrPort{netip.MustParseAddrPort("203.0.113.7:40213")}}.String()
	for link, want := range map[string]string{
		"rt:192.168.1.10:40213":            "rt 192.168.1.10 40213",
		"rt://192.168.1.10:40213":          "rt 192.168.1.10 40213",
		"rt://192.168.1.10:40213/":         "rt 192.168.1.10 40213",
		"RT://192.168.1.10:40213":          "rt 192.168.1.10 40213",
		"rt:192.168.1.10%2040213":          "rt 192.168.1.10 40213",
		"rt://[2001:db8::7]:40213":         "rt 2001:db8::7 40213",
		"rt://%5B2001:db8::7%5D:40213/":    "rt 2001:db8::7 40213",
		"rt:%5b2001%3adb8%3a%3a7%5d:40213": "rt 2001:db8::7 40213",
		"rt:example.org:40213":             "rt example.org 40213",
		invite:                             invite,
		strings.ToUpper(invite):            invite,
		"rt://" + invite[3:] + "/":         invite,
		"rt%3A192.168.1.10":                "",
		"rt:":                              "",
		"rt://":                            "",
		"rt:%":                             "",
		"rt:%zz:1":                         "",
		"http://192.168.1.10:40213":        "",
		"rt:" + strings.Repeat("a", 70000): "",
		"rt:--profile%20/tmp:40213":        "",
	} {
		s, err := joining(link)
		switch {
		case err != nil && want != "":
			t.Errorf("%.80q: %v", link, err)
		case err == nil && s.join.String() != want:
			t.Errorf("%.80q leads to %q, want %q", link, s.join, want)
		}
	}
}
