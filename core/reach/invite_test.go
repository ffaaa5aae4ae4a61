package reach_test

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	"realtalk/core/reach"
)

func ways(texts ...string) []netip.AddrPort {
	var all []netip.AddrPort
	for _, t := range texts {
		all = append(all, netip.MustParseAddrPort(t))
	}
	return all
}

var invites = map[string]reach.Invite{
	"one":         {Ways: ways("203.0.113.1:40213")},
	"usual":       {Tag: reach.Tag{1, 2, 3, 4, 5, 6}, Ways: ways("192.168.1.10:40213", "203.0.113.1:40213", "[2001:db8:1::10]:40213")},
	"other ports": {Tag: reach.Tag{255}, Ways: ways("10.0.0.2:1", "203.0.113.1:65535", "192.168.255.255:1", "[fd00::1]:2")},
	"loopback":    {Ways: ways("127.0.0.1:40213", "[::1]:40213")},
	"many":        {Ways: ways("10.0.0.1:1", "10.0.0.2:2", "10.0.0.3:3", "10.0.0.4:4", "10.0.0.5:5", "10.0.0.6:6", "10.0.0.7:7", "10.0.0.8:8")},
}

func TestInvite(t *testing.T) {
	for name, want := range invites {
		text := want.String()
		for _, form := range []string{text, strings.ToUpper(text), " " + text + "\n", "rt://" + text[3:] + "/"} {
			got, err := reach.ParseInvite(form)
			if err != nil || got.Tag != want.Tag || !slices.Equal(got.Ways, want.Ways) {
				t.Errorf("%s: %q is read as %v, %v", name, form, got, err)
			}
		}
		if lines := reach.FindLines(text); lines != nil {
			t.Errorf("%s: taken for the lines %v", name, lines)
		}
	}
	if n := len(invites["usual"].String()); n > 64 {
		t.Errorf("the usual invite has %d characters", n)
	}
}

func TestInviteLeavesOut(t *testing.T) {
	i := reach.Invite{Ways: ways("[fe80::1%eth0]:1", "0.0.0.0:1", "224.0.0.1:1", "10.0.0.1:0", "[::ffff:10.0.0.1]:1", "10.0.0.1:1")}
	got, err := reach.ParseInvite(i.String())
	if err != nil || !slices.Equal(got.Ways, ways("10.0.0.1:1")) {
		t.Errorf("%v, %v", got, err)
	}
	for range 20 {
		i.Ways = append(i.Ways, netip.AddrPortFrom(i.Ways[len(i.Ways)-1].Addr().Next(), 1))
	}
	if got, err := reach.ParseInvite(i.String()); err != nil || len(got.Ways) != reach.MaxWays {
		t.Errorf("%v, %v", got, err)
	}
	if s := (reach.Invite{}).String(); s != "" {
		t.Errorf("no way gave %q", s)
	}
}

func TestFindInvite(t *testing.T) {
	want := invites["usual"]
	text := want.String()
	half := len(text) / 2
	for name, pasted := range map[string]string{
		"alone":       text,
		"in a mail":   "Hi Ben,\n> join us: <" + text + ">.\n> See you",
		"broken":      "Join here:\n" + text[:half] + "\n" + text[half:] + "\nsee you",
		"quoted":      "> " + text[:half] + "\n> " + text[half:],
		"upper case":  "(" + strings.ToUpper(text) + ")",
		"markdown":    "[click](" + text + ")",
		"WhatsApp":    "[22.11.26, 10:30:40] Anna: \u200e" + text,
		"after rt:":   "rt: or rt:x " + text,
		"after other": "rt 192.168.1.10 40213\n" + text,
	} {
		got, ok := reach.FindInvite(pasted)
		if !ok || got.Tag != want.Tag || !slices.Equal(got.Ways, want.Ways) {
			t.Errorf("%s: %v, %v", name, got, ok)
		}
	}
	for _, none := range []string{"", "rt:", "rt 192.168.1.10 40213", "rt:192.168.1.10:40213", text[:len(text)-1], text + "a", "x" + text[3:]} {
		if got, ok := reach.FindInvite(none); ok {
			t.Errorf("found in %q: %v", none, got)
		}
	}
}

// One mistyped letter must never lead somewhere else.
func TestInviteTypingErrors(t *testing.T) {
	text, missed := invites["usual"].String(), 0
	for n := len("rt:"); n < len(text); n++ {
		for _, letter := range "abcdefghijklmnopqrstuvwxyz234567" {
			wrong := text[:n] + string(letter) + text[n+1:]
			if wrong == text {
				continue
			}
			if _, err := reach.ParseInvite(wrong); err == nil {
				missed++
			}
		}
	}
	if missed > 2 { // one in 65,536 of about 1,900
		t.Errorf("%d typing errors were not found", missed)
	}
}

func FuzzInvite(f *testing.F) {
	for _, i := range invites {
		f.Add(i.String())
	}
	f.Add("rt:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa and more")
	f.Fuzz(func(t *testing.T, text string) {
		i, ok := reach.FindInvite(text)
		if !ok {
			return
		}
		if len(i.Ways) == 0 || len(i.Ways) > reach.MaxWays {
			t.Fatalf("%d ways", len(i.Ways))
		}
		again, err := reach.ParseInvite(i.String())
		if err != nil || again.Tag != i.Tag || !slices.Equal(again.Ways, i.Ways) {
			t.Fatalf("%q is read as %v, %v", i.String(), again, err)
		}
	})
}
