package reach_test

import (
	"net"
	"net/netip"
	"slices"
	"testing"

	"realtalk/core/reach"
)

func FuzzFindLines(f *testing.F) {
	for _, test := range pasted {
		f.Add(test.text)
	}
	f.Add("rt:[2001:db8::0]:40213") // its plain form ends with the colons
	f.Fuzz(func(t *testing.T, text string) {
		lines := reach.FindLines(text)
		if len(lines) > 32 {
			t.Fatalf("%d lines", len(lines))
		}
		for i, line := range lines {
			check(t, line)
			if slices.Contains(lines[:i], line) {
				t.Fatalf("%v twice", line)
			}
		}
	})
}

func FuzzParseLine(f *testing.F) {
	for _, test := range pasted {
		f.Add(test.text, "")
	}
	f.Add("192.168.1.10", "40213")
	f.Add("rt:[fe80::1%eth0]", "40213")
	f.Add("rt.exe", "example.org:1")
	f.Fuzz(func(t *testing.T, first, second string) {
		line, err := reach.ParseLine(first, second)
		if err != nil {
			return
		}
		check(t, line)
	})
}

// check holds for every line, wherever it comes from.
func check(t *testing.T, line reach.Line) {
	t.Helper()
	if line.Port == 0 {
		t.Fatalf("%+v: port 0", line)
	}
	addr, err := netip.ParseAddr(line.Host)
	if err == nil && (addr.IsUnspecified() || addr.IsMulticast() || addr.Is4In6() || addr.String() != line.Host) {
		t.Fatalf("%+v: address", line)
	}
	if host, _, err := net.SplitHostPort(line.DialAddress()); err != nil || host != line.Host {
		t.Fatalf("%+v is dialled as %q", line, host)
	}
	if again, err := reach.ParseLine(line.String()); err != nil || again != line {
		t.Fatalf("%q is read as %+v, %v", line.String(), again, err)
	}
	if found := reach.FindLines(line.String()); !slices.Equal(found, []reach.Line{line}) {
		t.Fatalf("in %q is found %+v", line.String(), found)
	}
	if line.Host == "rt" {
		return // rt:1 is a link that names no host
	}
	if again, err := reach.ParseLine("rt:" + line.DialAddress()); err != nil || again != line {
		t.Fatalf("%q is read as %+v, %v", line.DialAddress(), again, err)
	}
}
