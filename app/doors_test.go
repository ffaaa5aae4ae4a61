package app

import (
	"context"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"realtalk/core"
	"realtalk/core/reach/router"
)

func routerState(answer router.Answer, why router.Why) router.State {
	return router.State{
		Answer: answer, Why: why, Gateway: netip.MustParseAddr("192.168.1.1"),
		Inside: netip.MustParseAddrPort("192.168.1.10:40213"), External: netip.MustParseAddr("10.0.0.2"),
	}
}

// Every answer of a router has its own sentence and its own advice, with what
// must be typed, and none says that somebody gets in before somebody did.
func TestEveryAnswerOfARouterHasItsSentence(t *testing.T) {
	public := []netip.AddrPort{netip.MustParseAddrPort("203.0.113.1:40213")}
	local := []netip.Addr{netip.MustParseAddr("192.168.1.10")}
	const manual = "TCP port 40213"
	seen := map[string]string{}
	for name, test := range map[string]struct {
		doors core.Doors
		want  []string
	}{
		"asking":      {core.Doors{Asked: true}, nil},
		"open":        {core.Doors{Asked: true, Router: routerState(router.Opened, 0), Internet: public}, []string{"Not tested from outside yet; your first guest will tell."}},
		"tested":      {core.Doors{Asked: true, Router: routerState(router.Opened, 0), Internet: public, Tested: true}, []string{"it works"}},
		"carrier":     {core.Doors{Asked: true, Router: routerState(router.NotPublic, router.Carrier)}, []string{"provider", "somebody else host"}},
		"second":      {core.Doors{Asked: true, Router: routerState(router.NotPublic, router.SecondRouter)}, []string{"second router", manual, "10.0.0.2"}},
		"not allowed": {core.Doors{Asked: true, Router: routerState(router.Refused, router.NotAllowed)}, []string{manual, "192.168.1.10", "http://192.168.1.1/"}},
		"port taken":  {core.Doors{Asked: true, Router: routerState(router.Refused, router.PortTaken)}, []string{manual, "Restart"}},
		"forgets":     {core.Doors{Asked: true, Router: routerState(router.Refused, router.Forgets)}, []string{manual, "forgets"}},
		"no Internet": {core.Doors{Asked: true, Router: routerState(router.NotPublic, router.NoInternet)}, []string{"by itself"}},
		"no router":   {core.Doors{Asked: true, Local: local, Router: routerState(router.NotFound, router.NoGateway)}, []string{"same network", "by itself"}},
		"no network":  {core.Doors{Asked: true, Router: routerState(router.NotFound, router.NoGateway)}, []string{"no network", "nobody else", "by itself"}},
		"silent":      {core.Doors{Asked: true, Router: routerState(router.NotFound, router.Silent)}, []string{manual, "192.168.1.10", "http://192.168.1.1/"}},
		"VPN":         {core.Doors{Asked: true, VPN: true, Router: routerState(router.NotFound, router.Silent)}, []string{"VPN", "while you host"}},
		"off":         {core.Doors{Local: local}, []string{"same network"}},
		"off, public": {core.Doors{Internet: public}, []string{"Not tested from outside yet"}},
		"IPv6 only":   {core.Doors{Asked: true, Internet: public, Router: routerState(router.NotPublic, router.Carrier)}, []string{"may work all the same", "Not tested"}},
	} {
		text, hint := doorsText(test.doors, 40213)
		checkSentence(t, text)
		if hint != "" {
			checkSentence(t, hint)
		}
		for _, want := range test.want {
			if !strings.Contains(text+" "+hint, want) {
				t.Errorf("%s: %q, %q do not say %s", name, text, hint, want)
			}
		}
		if strings.Contains(strings.ToLower(text), "reachable") {
			t.Errorf("%s: %q", name, text)
		}
		if other, ok := seen[text]; ok {
			t.Errorf("%s and %s share %q", name, other, text)
		}
		seen[text] = name
	}
}

// Lines that were handed out and lead nowhere any more are told, new ones alone
// are not.
func TestChangedAddressIsTold(t *testing.T) {
	teller := teller{chat: &Chat{}, port: 40213}
	way := func(address string) core.Doors {
		return core.Doors{
			Asked: true, Router: routerState(router.Opened, 0), Local: []netip.Addr{netip.MustParseAddr("192.168.1.10")},
			Internet: []netip.AddrPort{netip.MustParseAddrPort(address)},
		}
	}
	if events := teller.doors(core.Doors{Asked: true}); len(events) != 1 {
		t.Errorf("at first: %v", events)
	}
	if events := teller.doors(way("203.0.113.1:40213")); len(events) != 1 {
		t.Errorf("opened: %v", events)
	}
	events := teller.doors(way("203.0.113.9:40213"))
	if n, ok := events[len(events)-1].(Notice); !ok || n.Code != "address_changed" || !strings.Contains(n.Text, "rt 203.0.113.9 40213") {
		t.Errorf("changed: %v", events)
	}
}

func TestFindInvite(t *testing.T) {
	const invite = "rt:aeo2c6jrgmztgmzr"
	for text, want := range map[string][]string{
		"rt 203.0.113.1 40213": {"203.0.113.1"},
		"at home: rt 192.168.1.10 40213\nelsewhere: rt 203.0.113.1 40213": {"192.168.1.10", "203.0.113.1"},
		"nothing": nil, invite: nil,
	} {
		i, ok := FindInvite(text)
		var hosts []string
		for _, l := range i.lines {
			hosts = append(hosts, l.Host)
		}
		if ok != (want != nil) || !slices.Equal(hosts, want) {
			t.Errorf("%q: %v", text, hosts)
		}
	}
}

func TestAddressServiceMustBeSafe(t *testing.T) {
	a := openIn(t, t.TempDir())
	if name := a.AddressService(); name != "api.ipify.org" {
		t.Errorf("by default %q is asked", name)
	}
	for _, bad := range []string{"http://whoami.example", "whoami.example", "https://", "https://user@whoami.example", "file:///etc/passwd"} {
		if err := a.SetSettings(Settings{AddressService: bad}); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
	if err := a.SetSettings(Settings{AddressService: "https://whoami.example/ip"}); err != nil {
		t.Fatal(err)
	}
	if name := a.AddressService(); name != "whoami.example" {
		t.Errorf("%q is named", name)
	}
	if _, err := a.AskAddress(canceled()); err == nil || !strings.Contains(err.Error(), "whoami.example") {
		t.Errorf("the trouble is %v", err)
	}
}

func canceled() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}
