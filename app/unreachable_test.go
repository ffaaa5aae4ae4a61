package app

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strings"
	"syscall"
	"testing"

	"realtalk/core"
	"realtalk/core/link"
	"realtalk/core/reach"
)

// testInvite is an invite by one line to each of the hosts.
func testInvite(t *testing.T, hosts ...string) *Invite {
	t.Helper()
	i := &Invite{}
	for _, h := range hosts {
		one, err := ParseInvite(h, "40213")
		if err != nil {
			t.Fatal(err)
		}
		i.lines = append(i.lines, one.lines...)
		i.text = one.text
	}
	return i
}

// What a guest is told when no way leads to the chat, by what each way said.
func TestUnreachableSaysWhyAndWhatToDo(t *testing.T) {
	home := reach.Surroundings{Networks: []netip.Prefix{netip.MustParsePrefix("192.168.1.0/24")}}
	silent := os.ErrDeadlineExceeded
	for name, test := range map[string]struct {
		around   reach.Surroundings
		hosts    []string
		errs     []error
		text     string
		hint     string
		canReply bool
	}{
		"nothing came back":     {home, []string{"203.0.113.1"}, []error{silent}, "Nothing came back from rt 203.0.113.1 40213", "reply line", true},
		"no chat there":         {home, []string{"203.0.113.1"}, []error{syscall.ECONNREFUSED}, "no chat is open there", "started again", true},
		"guest Wi-Fi":           {home, []string{"192.168.1.10"}, []error{silent}, "on your network but does not answer", "Guest Wi-Fi", false},
		"provider's network":    {reach.Surroundings{Networks: []netip.Prefix{netip.MustParsePrefix("203.0.113.0/24")}}, []string{"203.0.113.1"}, []error{silent}, "Nothing came back", "reply line", true},
		"home, IPv6":            {reach.Surroundings{Networks: []netip.Prefix{netip.MustParsePrefix("2001:db8:1::/64")}}, []string{"2001:db8:1::10"}, []error{silent}, "on your network", "Guest Wi-Fi", false},
		"ended, same network":   {home, []string{"192.168.1.10"}, []error{syscall.ECONNREFUSED}, "no chat is open there", "still on", false},
		"another network":       {home, []string{"10.0.0.4"}, []error{silent}, "only works on the host's own network", "for people elsewhere", false},
		"unique local":          {home, []string{"fd00::1"}, []error{syscall.ENETUNREACH}, "only works on the host's own network", "for people elsewhere", false},
		"name":                  {home, []string{"chat.example"}, []error{&net.DNSError{}}, "chat.example", "line with numbers", false},
		"something else":        {home, []string{"203.0.113.1"}, []error{link.ErrNotRealTalk}, "not Real Talk", "once more", false},
		"another chat":          {home, []string{"192.168.1.10", "203.0.113.1"}, []error{core.ErrOtherChat, silent}, "Another chat answers", "new invite", false},
		"own firewall":          {home, []string{"203.0.113.1"}, []error{syscall.EACCES}, "does not let Real Talk connect", "firewall", false},
		"no network":            {reach.Surroundings{}, []string{"203.0.113.1"}, []error{syscall.ENETUNREACH}, "no network", "Wi-Fi", false},
		"this computer":         {reach.Surroundings{}, []string{"127.0.0.1"}, []error{syscall.ECONNREFUSED}, "no chat is open there", "still on", false},
		"invite with both":      {home, []string{"10.0.0.4", "203.0.113.1"}, []error{silent, silent}, "Nothing came back", "reply line", true},
		"invite, closed inside": {home, []string{"192.168.1.10", "203.0.113.1"}, []error{syscall.ECONNREFUSED, silent}, "no chat is open", "still on", true},
	} {
		i := testInvite(t, test.hosts...)
		e := &core.UnreachedError{}
		for n, err := range test.errs {
			e.Tried = append(e.Tried, core.Tried{Line: i.lines[n], Err: fmt.Errorf("dial: %w", err)})
		}
		text, hint, canReply := unreachable(*i, fmt.Errorf("join: %w", e), test.around)
		checkSentence(t, text)
		checkSentence(t, hint)
		if !strings.Contains(text, test.text) || !strings.Contains(hint, test.hint) || canReply != test.canReply {
			t.Errorf("%s: %q, %q, %v", name, text, hint, canReply)
		}
	}
	if text, _, canReply := unreachable(*testInvite(t, "10.0.0.4"), core.ErrOnlyNear, home); canReply || !strings.Contains(text, "own network") {
		t.Errorf("reply to a private address: %q, %v", text, canReply)
	}
	if text, _, canReply := unreachable(*testInvite(t, "203.0.113.1"), errors.New("ended"), home); !canReply || text == "" {
		t.Errorf("without details: %q, %v", text, canReply)
	}
}
