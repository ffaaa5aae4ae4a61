package reach_test

import (
	"errors"
	"strings"
	"testing"

	"realtalk/core/reach"
)

func TestParseLine(t *testing.T) {
	for _, test := range []struct {
		args string // words are separated by |
		host string
		port uint16
	}{
		{"192.168.1.10|40213", "192.168.1.10", 40213},
		{"192.168.1.10 40213", "192.168.1.10", 40213},
		{" 192.168.1.10\t40213\n", "192.168.1.10", 40213},
		{"192.168.1.10:40213", "192.168.1.10", 40213},
		{"rt|192.168.1.10|40213", "192.168.1.10", 40213},
		{"./rt 192.168.1.10 40213", "192.168.1.10", 40213},
		{`.\rt.exe 192.168.1.10 40213`, "192.168.1.10", 40213},
		{`C:\Games\RT.EXE 192.168.1.10:40213`, "192.168.1.10", 40213},
		{"rt:192.168.1.10:40213", "192.168.1.10", 40213},
		{"RT:192.168.1.10:40213", "192.168.1.10", 40213},
		{"rt: 192.168.1.10:40213", "192.168.1.10", 40213},
		{"rt://192.168.1.10:40213/", "192.168.1.10", 40213},
		{"[2001:db8::1]:40213", "2001:db8::1", 40213},
		{"rt:[2001:DB8:0::1]:40213", "2001:db8::1", 40213},
		{"2001:db8::1|40213", "2001:db8::1", 40213},
		{"[2001:db8::1]|40213", "2001:db8::1", 40213},
		{"fe80::1%eth0|1", "fe80::1%eth0", 1},
		{"[fe80::1%12]:65535", "fe80::1%12", 65535},
		{"::ffff:192.168.1.10|5", "192.168.1.10", 5},
		{"127.0.0.1 5", "127.0.0.1", 5},
		{"::1 5", "::1", 5},
		{"laptop 40213", "laptop", 40213},
		{"Fritz.Box.:40213", "fritz.box", 40213},
		{"rt xn--mller-kva.example 40213", "xn--mller-kva.example", 40213},
		{"3com.example 40213", "3com.example", 40213},
		{strings.Repeat("a.", 126) + "a 1", strings.Repeat("a.", 126) + "a", 1}, // 253 bytes
	} {
		line, err := reach.ParseLine(strings.Split(test.args, "|")...)
		if err != nil || line.Host != test.host || line.Port != test.port {
			t.Errorf("%q: %+v, %v", test.args, line, err)
		}
	}
}

func TestParseLineRefuses(t *testing.T) {
	for args, want := range map[string]error{
		"":                                 reach.ErrLine,
		"rt":                               reach.ErrLine,
		"192.168.1.10":                     reach.ErrLine,
		"rt 192.168.1.10":                  reach.ErrLine,
		"rt 192.168.1.10 40213 now":        reach.ErrLine,
		"2001:db8::1":                      reach.ErrLine,
		"2001:db8::1:40213":                reach.ErrLine,
		"rt:2001:db8::1:40213":             reach.ErrLine,
		"http://192.0.2.1:80":              reach.ErrLine,
		"192.168.1.10 0":                   reach.ErrPort,
		"192.168.1.10:0":                   reach.ErrPort,
		"192.168.1.10 65536":               reach.ErrPort,
		"192.168.1.10 99999":               reach.ErrPort,
		"192.168.1.10 402130":              reach.ErrPort,
		"192.168.1.10 040213":              reach.ErrPort,
		"192.168.1.10 0080":                reach.ErrPort,
		"192.168.1.10 +80":                 reach.ErrPort,
		"192.168.1.10 -80":                 reach.ErrPort,
		"192.168.1.10 0x50":                reach.ErrPort,
		"192.168.1.10 8e3":                 reach.ErrPort,
		"192.168.1.10 http":                reach.ErrPort,
		"192.168.1.10 ٤٠":                  reach.ErrPort,
		"192.168.1.10:":                    reach.ErrPort,
		":40213":                           reach.ErrAddress,
		"0.0.0.0 40213":                    reach.ErrAddress,
		"0.1.2.3 40213":                    reach.ErrAddress,
		":: 40213":                         reach.ErrAddress,
		"[::]:40213":                       reach.ErrAddress,
		"::ffff:0.0.0.0 40213":             reach.ErrAddress,
		"224.0.0.251 40213":                reach.ErrAddress,
		"ff02::1 40213":                    reach.ErrAddress,
		"255.255.255.255 40213":            reach.ErrAddress,
		"240.0.0.1 40213":                  reach.ErrAddress,
		"192.168.1.256 40213":              reach.ErrAddress,
		"192.168.1 40213":                  reach.ErrAddress,
		"192.168.01.10 40213":              reach.ErrAddress,
		"10:30":                            reach.ErrAddress,
		"[192.168.1.10]:40213":             reach.ErrAddress,
		"2001:db8::1%eth0 40213":           reach.ErrAddress,
		"fe80::1%a;b 40213":                reach.ErrAddress,
		"-a.example 40213":                 reach.ErrAddress,
		"a..example 40213":                 reach.ErrAddress,
		"müller.example 40213":             reach.ErrAddress,
		"anna@example.org 40213":           reach.ErrAddress,
		strings.Repeat("a", 64) + " 1":     reach.ErrAddress,
		strings.Repeat("a.", 126) + "aa 1": reach.ErrAddress, // 254 bytes
	} {
		if line, err := reach.ParseLine(args); !errors.Is(err, want) || line != (reach.Line{}) {
			t.Errorf("%q: %+v, %v, not %v", args, line, err, want)
		}
	}
}

func TestErrorIsShort(t *testing.T) {
	_, err := reach.ParseLine(strings.Repeat("x", 1<<20))
	if err == nil || len(err.Error()) > 500 {
		t.Errorf("the error for a long text has %d bytes", len(err.Error()))
	}
}

func TestLineAsText(t *testing.T) {
	for _, test := range []struct {
		line       reach.Line
		text, dial string
	}{
		{reach.Line{Host: "192.168.1.10", Port: 40213}, "rt 192.168.1.10 40213", "192.168.1.10:40213"},
		{reach.Line{Host: "2001:db8::1", Port: 1}, "rt 2001:db8::1 1", "[2001:db8::1]:1"},
		{reach.Line{Host: "fe80::1%eth0", Port: 1}, "rt fe80::1%eth0 1", "[fe80::1%eth0]:1"},
		{reach.Line{Host: "fritz.box", Port: 65535}, "rt fritz.box 65535", "fritz.box:65535"},
	} {
		if got := test.line.String(); got != test.text {
			t.Errorf("%q, not %q", got, test.text)
		}
		if got := test.line.DialAddress(); got != test.dial {
			t.Errorf("%q, not %q", got, test.dial)
		}
	}
}
