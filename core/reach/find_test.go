package reach_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"realtalk/core/reach"
)

// What people really paste: the invite in the form in which it arrives.
var pasted = map[string]struct {
	text string
	want []string
}{
	"alone":         {"rt 192.168.1.10 40213", []string{"rt 192.168.1.10 40213"}},
	"no program":    {"192.168.1.10:40213\n", []string{"rt 192.168.1.10 40213"}},
	"address, port": {"192.168.1.10 40213", []string{"rt 192.168.1.10 40213"}},
	"low port":      {"192.168.1.10 80", []string{"rt 192.168.1.10 80"}},
	"name":          {"anna.dyndns.example:40213", []string{"rt anna.dyndns.example 40213"}},
	"marked name":   {"rt laptop 40213", []string{"rt laptop 40213"}},
	"link":          {"rt:[2001:db8::1]:40213", []string{"rt 2001:db8::1 40213"}},
	"with a colon":  {"rt: 1.2.3.4:5", []string{"rt 1.2.3.4 5"}},
	"WhatsApp": {
		"[22.11.26, 10:30:12] Anna: Komm rein! 😀\n[22.11.26, 10:30:40] Anna: \u200ert 203.0.113.1 40213\n[22.11.26, 10:31:02] Anna: Passwort wie immer",
		[]string{"rt 203.0.113.1 40213"},
	},
	"WhatsApp, Android": {
		"22.11.26, 10:30 - Anna: *rt\u00a0203.0.113.1\u202f40213*",
		[]string{"rt 203.0.113.1 40213"},
	},
	"quoted mail": {
		"On Sun, Nov 22, 2026 at 10:30 AM Anna <anna@example.org> wrote:\n> Hi,\n>> just type ./rt 192.168.1.10\n>> 40213\n> or from outside\n> ./rt 203.0.113.1 40213.\n",
		[]string{"rt 192.168.1.10 40213", "rt 203.0.113.1 40213"},
	},
	"German sentence": {
		"Gib im Fenster bitte „rt 192.168.1.10 40213“ ein, dann das Passwort.",
		[]string{"rt 192.168.1.10 40213"},
	},
	"told in words": {
		"Die Adresse ist 192.168.1.10, auf Port 40213, bis gleich!",
		[]string{"rt 192.168.1.10 40213"},
	},
	"as a form": {
		"Adresse: 192.168.1.10\r\nPort: 443\r\n",
		[]string{"rt 192.168.1.10 443"},
	},
	"port:": {"to 192.168.1.10 port:443", []string{"rt 192.168.1.10 443"}},
	"markdown": {
		"Type `rt 192.168.1.10 40213` or **rt 2001:db8::1 40213** or [this](rt:203.0.113.1:40213).",
		[]string{"rt 192.168.1.10 40213", "rt 2001:db8::1 40213", "rt 203.0.113.1 40213"},
	},
	"code block":     {"```\nrt 192.168.1.10 40213\n```", []string{"rt 192.168.1.10 40213"}},
	"html":           {"<p><code>rt&#32;</code><b>rt 192.168.1.10 40213</b></p>", []string{"rt 192.168.1.10 40213"}},
	"Windows":        {`C:\Users\anna>rt.exe 192.168.1.10 40213`, []string{"rt 192.168.1.10 40213"}},
	"Windows, again": {`Dann .\RT.EXE 192.168.1.10 40213 eintippen`, []string{"rt 192.168.1.10 40213"}},
	"shell":          {"anna@laptop:~$ ./rt 192.168.1.10 40213", []string{"rt 192.168.1.10 40213"}},
	"brackets":       {"join at ([2001:db8::1]:40213), ok?", []string{"rt 2001:db8::1 40213"}},
	"brackets apart": {"rt [2001:db8::1] 40213", []string{"rt 2001:db8::1 40213"}},
	"all bracketed":  {"so: [rt 192.168.1.10 40213]", []string{"rt 192.168.1.10 40213"}},
	"zone":           {"on this cable rt fe80::1%eth0 40213", []string{"rt fe80::1%eth0 40213"}},
	"full width":     {"请输入 ｒｔ １９２．１６８．１．１０ ４０２１３。", []string{"rt 192.168.1.10 40213"}},
	"name in text":   {"just type rt Fritz.box 40213 today", []string{"rt fritz.box 40213"}},
	"in order, once": {
		"rt 192.168.1.10 40213\nrt 10.0.0.2 40213\nrt 192.168.1.10 40213\n192.168.1.10:40213",
		[]string{"rt 192.168.1.10 40213", "rt 10.0.0.2 40213"},
	},
	"marked first": {
		"Received from 10.0.0.9:2525 today\n\nrt 192.168.1.10 40213",
		[]string{"rt 192.168.1.10 40213", "rt 10.0.0.9 2525"},
	},
	"two at once":   {"rt 192.168.1.10 40213,rt 10.0.0.2 40213", []string{"rt 192.168.1.10 40213", "rt 10.0.0.2 40213"}},
	"broken bytes":  {"\xff\xfert 192.168.1.10 40213\xff", []string{"rt 192.168.1.10 40213"}},
	"after a bogus": {"rt rt 192.168.1.10 40213", []string{"rt 192.168.1.10 40213"}},

	"nothing":           {"", nil},
	"chat":              {"Hey, what's up?", nil},
	"hello 42":          {"hello 42", nil},
	"time":              {"Treffen um 10:30 Uhr, rt um 10:30", nil},
	"only a time":       {"10:30", nil},
	"rt at a time":      {"start rt at 1030 please", nil},
	"version":           {"rt version 1.2.3.4 is out", nil},
	"only a version":    {"1.2.3.4", nil},
	"version and count": {"since 1.2.3.4 5 people use it", nil},
	"web address":       {"see http://192.0.2.1:8080/ and https://[2001:db8::1]:8443/x now", nil},
	"ssh":               {"ssh -p 2222 anna@192.0.2.1:22 there", nil},
	"source position":   {"the panic is at main.go:1034 I think", nil},
	"port too large":    {"rt 192.168.1.10 65536", nil},
	"longer number":     {"rt 192.168.1.10 402130", nil},
	"decimal":           {"rt 192.168.1.10 402.13", nil},
	"date":              {"rt 192.168.1.10 2026-11-22", nil},
	"port zero":         {"rt 192.168.1.10 0 and 192.168.1.10:0", nil},
	"unspecified":       {"rt 0.0.0.0 40213, 0.0.0.0:40213, [::]:40213", nil},
	"multicast":         {"rt 239.255.255.250 1900, 239.255.255.250:1900, [ff02::c]:1900", nil},
	"broadcast":         {"192.168.1.10 and 255.255.255.255:1900", nil},
	"hardware address":  {"card 52:54:00:12:34:56 4021 is up", nil},
	"ipv6, no brackets": {"rt 2001:db8::1:40213", nil},
	"only rt":           {"rt", nil},
	"invisible only":    {"\u200e\u200b", nil},
}

func texts(lines []reach.Line) []string {
	var all []string
	for _, line := range lines {
		all = append(all, line.String())
	}
	return all
}

func TestFindLines(t *testing.T) {
	for name, test := range pasted {
		t.Run(name, func(t *testing.T) {
			if got := texts(reach.FindLines(test.text)); !slices.Equal(got, test.want) {
				t.Errorf("%q\ngave %q\nnot  %q", test.text, got, test.want)
			}
		})
	}
}

func TestFindLinesReadsSoMuch(t *testing.T) {
	const limit = 64 << 10
	const line = "rt 192.168.1.10 40213"
	for over := range len(line) + 2 {
		// The line ends so many bytes after the limit.
		filler := strings.Repeat("word ", limit/5) + "x"
		filler = filler[len(filler)-(limit+over-len(line)-1):] + " "
		got := texts(reach.FindLines(filler + line + " and more"))
		if want := over == 0; want != slices.Equal(got, []string{line}) || !want && got != nil {
			t.Errorf("%d bytes after the limit: %q", over, got)
		}
	}
	if got := reach.FindLines(strings.Repeat("1", 2*limit) + " " + line); got != nil {
		t.Errorf("read after an endless word: %q", got)
	}
}

func TestFindLinesGivesSoMany(t *testing.T) {
	for _, form := range []string{"rt 10.0.0.1 %d\n", "at 10.0.0.1:%d\n"} {
		var text strings.Builder
		for port := 1; port <= 1000; port++ {
			fmt.Fprintf(&text, form, port)
		}
		got := reach.FindLines(text.String())
		if len(got) != 32 || got[0].Port != 1 || got[31].Port != 32 {
			t.Errorf("%q: %d lines: %v", form, len(got), got)
		}
	}
}
