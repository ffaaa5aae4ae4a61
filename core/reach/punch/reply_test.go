package punch_test

import (
	"errors"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"realtalk/core/reach/punch"
)

func ports(all ...string) (addrs []netip.AddrPort) {
	for _, a := range all {
		addrs = append(addrs, netip.MustParseAddrPort(a))
	}
	return addrs
}

var secret = [8]byte{0, 1, 2, 3, 0xFC, 0xFD, 0xFE, 0xFF}

// golden holds each layout in both directions.
var golden = []struct {
	line  string
	reply punch.Reply
}{
	{
		"rt-reply:ciaaaaicap6p37x7zmahcaucrwfa",
		punch.Reply{Secret: secret, Addresses: ports("203.0.113.2:0")},
	},
	{
		"rt-reply:ctaaaaicap6p37x7zmahcau5cuqacdnyaabaaaaaaaaaaaaaaaig3dj2",
		punch.Reply{Secret: secret, Addresses: ports("203.0.113.2:40213", "[2001:db8:2::10]:0")},
	},
	{
		"rt-reply:ddiqaaicap6p37x7eaaq3oaaaiaaaaaaaaaaaaaaccorkiabbw4aaaqaaaaaaaaaaaaaaeolabyqeaabzmahcaqkmrga",
		punch.Reply{Secret: secret, Addresses: ports("[2001:db8:2::10]:40213", "[2001:db8:2::11]:0", "203.0.113.2:1", "203.0.113.2:0")},
	},
}

func TestReplyGolden(t *testing.T) {
	for _, test := range golden {
		if got := test.reply.String(); got != test.line {
			t.Errorf("%v is written %q, want %q", test.reply.Addresses, got, test.line)
		}
		for _, line := range []string{test.line, strings.ToUpper(test.line), " " + test.line + "\n"} {
			got, err := punch.ParseReply(line)
			if err != nil || !same(got, test.reply) {
				t.Errorf("%q is read as %v, %v, want %v", line, got.Addresses, err, test.reply.Addresses)
			}
		}
	}
}

func same(a, b punch.Reply) bool {
	return a.Secret == b.Secret && slices.Equal(a.Addresses, b.Addresses)
}

func TestReplyCutOff(t *testing.T) {
	for _, test := range golden {
		for i := range test.line {
			if r, err := punch.ParseReply(test.line[:i]); err == nil {
				t.Errorf("%q is read as %v", test.line[:i], r.Addresses)
			}
		}
	}
}

// TestReplyTyping changes each character, and swaps each two neighbours.
func TestReplyTyping(t *testing.T) {
	const digits = "abcdefghijklmnopqrstuvwxyz234567"
	line := golden[1].line
	for i := len("rt-reply:"); i < len(line); i++ {
		for _, d := range []byte(digits) {
			refuse(t, line, line[:i]+string(d)+line[i+1:])
		}
		refuse(t, line, line[:i]+line[i+1:])
		if i+1 < len(line) {
			refuse(t, line, line[:i]+line[i+1:i+2]+line[i:i+1]+line[i+2:])
		}
	}
}

func refuse(t *testing.T, right, line string) {
	t.Helper()
	if line == right {
		return
	}
	_, err := punch.ParseReply(line)
	if !errors.Is(err, punch.ErrTyping) && !errors.Is(err, punch.ErrVersion) {
		t.Errorf("%q: %v", line, err)
	}
}

func TestReplyRefused(t *testing.T) {
	newer := []byte(golden[0].line)
	newer[len("rt-reply:")] = 'e'
	tests := []struct {
		line string
		want error
	}{
		{"", punch.ErrReply},
		{"rt 203.0.113.2 40213", punch.ErrReply},
		{"rt:" + golden[0].line[9:], punch.ErrReply},
		{golden[0].line + "a", punch.ErrTyping},
		{golden[0].line[:20] + " " + golden[0].line[20:], punch.ErrTyping},
		{golden[0].line[:20] + "\n" + golden[0].line[20:], punch.ErrTyping},
		{strings.Replace(golden[0].line, "k", "K", 1) + "ſ", punch.ErrTyping},
		{"rt-reply:", punch.ErrTyping},
		{"rt-reply:1111", punch.ErrTyping},
		{string(newer), punch.ErrVersion},
		{punch.Reply{Addresses: ports("192.168.1.1:0")}.String(), punch.ErrReply},
		{punch.Reply{Addresses: ports("127.0.0.1:80")}.String(), punch.ErrReply},
		{punch.Reply{Addresses: ports("224.0.0.1:0")}.String(), punch.ErrReply},
		{punch.Reply{Addresses: ports("[fe80::1]:0")}.String(), punch.ErrReply},
		{punch.Reply{Addresses: ports("[fd00::1]:0")}.String(), punch.ErrReply},
		{punch.Reply{Addresses: ports("[::ffff:203.0.113.2]:0")}.String(), punch.ErrReply},
		{punch.Reply{Addresses: ports("203.0.113.2:7", "203.0.113.2:7")}.String(), punch.ErrReply},
	}
	for _, test := range tests {
		if r, err := punch.ParseReply(test.line); !errors.Is(err, test.want) {
			t.Errorf("%q: %v, %v, want %v", test.line, r.Addresses, err, test.want)
		}
	}
}

func TestNewReply(t *testing.T) {
	r := punch.NewReply(ports(
		"192.168.2.10:0", "100.64.1.2:0", "[fe80::1%eth0]:0", "127.0.0.1:1", "[::ffff:203.0.113.2]:0", "203.0.113.2:0",
		"[2001:db8::1]:5", "203.0.113.3:0", "203.0.113.4:0", "203.0.113.5:0",
	))
	want := ports("203.0.113.2:0", "[2001:db8::1]:5", "203.0.113.3:0", "203.0.113.4:0")
	if !slices.Equal(r.Addresses, want) {
		t.Errorf("holds %v, want %v", r.Addresses, want)
	}
	if other := punch.NewReply(nil); other.Secret == r.Secret || other.Secret == [8]byte{} {
		t.Error("the secret is not new")
	}
}
