//go:build linux

package router_test

import (
	"context"
	"fmt"
	"io"
	"net/netip"
	"slices"
	"testing"
	"time"

	"realtalk/core/reach/lab"
	"realtalk/core/reach/router"
)

const (
	gateway = "192.168.1.1"
	inside  = "192.168.1.10:40213"
	door4   = "203.0.113.1:40213"
	hole6   = "[2001:db8:1::10]:40213"
)

// wantIn demands that somebody on the Internet gets in.
func wantIn(t *testing.T, l *lab.Lab, way string) {
	t.Helper()
	if text, err := visit(t, l, way); err != nil || text != greeting {
		t.Errorf("at %s: %q, %v", way, text, err)
	}
}

func visit(t *testing.T, l *lab.Lab, way string) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	conn, err := l.Dial(ctx, "peer", "tcp", way)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(5 * time.Second))
	text, err := io.ReadAll(conn)
	return string(text), err
}

func wantEmpty(t *testing.T, l *lab.Lab, routers ...string) {
	t.Helper()
	for _, r := range append(routers, "router1") {
		waitFor(t, r+" to forget", func() bool { return len(l.Maps(r)) == 0 })
	}
}

func opened(at string) func(router.State) bool {
	return func(s router.State) bool { return s.Answer == router.Opened && s.Address.String() == at }
}

func is(answer router.Answer, why router.Why) func(router.State) bool {
	return func(s router.State) bool { return s.Answer == answer && s.Why == why }
}

func withHole(s router.State) bool { return len(s.Pinholes) > 0 }

// build builds a lab whose routers forget IPv6 holes soon: miniupnpd cannot delete
// one that was asked for twice, as happens on a busy computer, and shortens it to
// the least life that it gives.
func build(t *testing.T, o lab.Options) *lab.Lab {
	t.Helper()
	o.Home1.MinLife = 2
	return lab.Up(t, o)
}

// Each profile of a router: the method, and that people get in.
func TestProfiles(t *testing.T) {
	for _, test := range []struct {
		profile string
		method  router.Method
		holes   []string
	}{
		{"all", router.PCP, []string{hole6}},
		{"igd1", router.UPnP, nil},
		{"igd2", router.UPnP, []string{hole6}},
		{"pxp", router.PCP, []string{hole6}},
		{"pmp", router.NATPMP, nil},
		{"pcp", router.PCP, []string{hole6}},
	} {
		t.Run(test.profile, func(t *testing.T) {
			t.Parallel()
			l := build(t, lab.Options{Home1: lab.Router{Profile: test.profile}})
			k := start(t, l, nil)
			took := k.until("open", opened(door4))
			t.Logf("| %s | %s | %v |", test.profile, k.state.Method, took.Round(time.Millisecond))
			if len(test.holes) > 0 {
				k.until("pinhole", withHole)
				wantIn(t, l, hole6)
			}
			s := k.state
			if s.Method != test.method || s.External.String() != "203.0.113.1" || s.Gateway.String() != gateway || s.Inside.String() != inside {
				t.Errorf("state %+v", s)
			}
			wantIn(t, l, door4)
			if maps := l.Maps("router1"); len(maps) != 1+len(test.holes) {
				t.Errorf("the router passes on %v", maps)
			}
			k.end()
			wantEmpty(t, l)
		})
	}
}

// A router that opens pinholes by UPnP alone, also to the next run.
func TestPinholeByUPnP(t *testing.T) {
	t.Parallel()
	l := build(t, lab.Options{Home1: lab.Router{Profile: "igd2"}})
	// miniupnpd speaks PCP over IPv6 whatever its settings are.
	for _, rule := range []string{"add table ip6 noPCP", "add chain ip6 noPCP in { type filter hook input priority -10; }", "add rule ip6 noPCP in udp dport 5351 drop"} {
		if out, err := l.Command("router1", "nft", rule).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	k := start(t, l, nil)
	k.until("open", func(s router.State) bool { return opened(door4)(s) && withHole(s) })
	wantIn(t, l, hole6)
	k.settle(l, "router1")
	left := k.kill()
	before := l.Maps("router1")
	k = start(t, l, left)
	k.until("open", func(s router.State) bool { return opened(door4)(s) && withHole(s) })
	wantIn(t, l, hole6)
	if maps := l.Maps("router1"); len(before) != 2 || len(maps) != 2 || slices.ContainsFunc(left, func(d router.Door) bool { return d.Method != router.UPnP }) {
		t.Errorf("the router passes on %v, then %v, by %+v", before, maps, left)
	}
	k.end()
	wantEmpty(t, l)
}

// Where nothing opens, the reason is the right one and nothing stays.
func TestClosed(t *testing.T) {
	for _, test := range []struct {
		name     string
		router   lab.Router
		answer   router.Answer
		why      router.Why
		external string
	}{
		{"off", lab.Router{}, router.NotFound, router.Silent, "invalid IP"},
		{"carrier", lab.Router{Profile: "all", Carrier: true, Lenient: true}, router.NotPublic, router.Carrier, "100.64.1.2"},
		{"carrier, NAT-PMP", lab.Router{Profile: "pmp", Carrier: true, Lenient: true}, router.NotPublic, router.Carrier, "100.64.1.2"},
		{"carrier, UPnP", lab.Router{Profile: "igd2", Carrier: true, Lenient: true}, router.NotPublic, router.Carrier, "100.64.1.2"},
		{"carrier, strict", lab.Router{Profile: "all", Carrier: true}, router.NotPublic, router.NoInternet, "invalid IP"},
		{"carrier, strict, UPnP", lab.Router{Profile: "igd1", Carrier: true}, router.NotPublic, router.NoInternet, "invalid IP"},
		{"carrier, strict, PCP", lab.Router{Profile: "pcp", Carrier: true}, router.NotPublic, router.NoInternet, "invalid IP"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			l := build(t, lab.Options{Home1: test.router, No6: true})
			k := start(t, l, nil)
			took := k.until("closed", is(test.answer, test.why))
			t.Logf("| %s | - | %v |", test.name, took.Round(time.Millisecond))
			if s := k.state; s.External.String() != test.external || s.Method != "" || s.Address.IsValid() || s.Gateway.String() != gateway {
				t.Errorf("state %+v", s)
			}
			k.end()
			wantEmpty(t, l)
		})
	}
}

// A second router at home opens, too, whatever the first one speaks.
func TestDouble(t *testing.T) {
	for _, profile := range []string{"all", "pcp", "pmp", "igd1"} {
		t.Run(profile, func(t *testing.T) {
			t.Parallel()
			l := build(t, lab.Options{Home1: lab.Router{Profile: profile, Double: true}})
			k := start(t, l, nil)
			took := k.until("open", opened("203.0.113.3:40213"))
			t.Logf("| double, %s | %s | %v |", profile, k.state.Method, took.Round(time.Millisecond))
			if k.state.External.String() != "10.0.0.2" {
				t.Errorf("state %+v", k.state)
			}
			waitFor(t, "one door at the outer router", func() bool { return len(l.Maps("carrier1")) == 1 })
			wantIn(t, l, "203.0.113.3:40213")
			k.end()
			wantEmpty(t, l, "carrier1")
		})
	}
}

// The second router is silent: the first one's door stays for who opens the
// second one by hand.
func TestSecondRouterSilent(t *testing.T) {
	t.Parallel()
	l := build(t, lab.Options{Home1: lab.Router{Profile: "all", Double: true}, No6: true})
	l.StopDaemon("carrier1")
	k := start(t, l, nil)
	k.until("closed", is(router.NotPublic, router.SecondRouter))
	if maps := l.Maps("router1"); len(maps) != 1 || k.state.External.String() != "10.0.0.2" {
		t.Errorf("the router passes on %v, state %+v", maps, k.state)
	}
	k.end()
	wantEmpty(t, l, "carrier1")
}

// Another device's mapping stays as it is.
func TestPortTaken(t *testing.T) {
	for _, profile := range []string{"igd1", "igd2", "pcp", "pmp", "all"} {
		t.Run(profile, func(t *testing.T) {
			t.Parallel()
			l := build(t, lab.Options{Home1: lab.Router{Profile: profile}, No6: true})
			l.Run("lan", "TestTakeInside", "PROFILE="+profile)
			k := start(t, l, nil)
			k.until("open", func(s router.State) bool { return s.Answer == router.Opened })
			if at := k.state.Address; at.Addr() != netip.MustParseAddr("203.0.113.1") || at.Port() == port || at.Port() < 1024 {
				t.Errorf("open at %s", at)
			}
			wantIn(t, l, k.state.Address.String())
			first := k.state.Address
			k.end()
			maps := l.Maps("router1")
			if len(maps) != 1 || maps[0].To.Addr() != netip.MustParseAddr("192.168.1.11") {
				t.Errorf("the router passes on %v", maps)
			}
			k = start(t, l, nil)
			k.until("open", func(s router.State) bool { return s.Answer == router.Opened })
			if profile[:3] == "igd" && k.state.Address != first {
				t.Errorf("open at %s, then at %s", first, k.state.Address)
			}
			k.end()
		})
	}
}

// A router that was rebooted gets its doors again, and the new public address is
// told.
func TestRouterChanges(t *testing.T) {
	for _, profile := range []string{"pcp", "pmp", "igd2", "all"} {
		t.Run(profile, func(t *testing.T) {
			t.Parallel()
			l := build(t, lab.Options{Home1: lab.Router{Profile: profile}})
			k := start(t, l, nil)
			k.until("open", opened(door4))
			holes := 0
			if profile != "pmp" {
				k.until("pinhole", withHole)
				holes = 1
			}
			l.Reboot("router1")
			if profile == "igd2" {
				k.wake() // UPnP has no announcement
			}
			waitFor(t, "the doors again", func() bool { return len(l.Maps("router1")) == 1+holes })
			wantIn(t, l, door4)

			l.SetAddress("router1", "203.0.113.9")
			k.wake()
			k.until("moved", opened("203.0.113.9:40213"))
			wantIn(t, l, "203.0.113.9:40213")
			k.end()
			wantEmpty(t, l)
		})
	}
}

func waitFor(t *testing.T, what string, is func() bool) {
	t.Helper()
	for limit := time.Now().Add(25 * time.Second); !is(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatal("waited in vain for ", what)
		}
	}
}

// What a killed keeper left is taken over by the next one, or deleted.
func TestKilled(t *testing.T) {
	for _, router1 := range []lab.Router{{Profile: "pcp"}, {Profile: "pmp"}, {Profile: "igd2"}, {Profile: "all"}, {Profile: "all", Double: true}} {
		t.Run(fmt.Sprintf("%s double %v", router1.Profile, router1.Double), func(t *testing.T) {
			t.Parallel()
			l := build(t, lab.Options{Home1: router1})
			k := start(t, l, nil)
			isOpen := func(s router.State) bool {
				return s.Answer == router.Opened && (withHole(s) || router1.Profile == "pmp")
			}
			k.until("open", isOpen)
			waitFor(t, "what was opened twice to be one", func() bool { return len(l.Maps("router1")) == 1+len(k.state.Pinholes) })
			routers := []string{"router1"}
			if router1.Double {
				routers = append(routers, "carrier1")
			}
			k.settle(l, routers...)
			left := k.kill()
			before := l.Maps("router1")
			if len(left) < len(before) || len(before) == 0 {
				t.Fatalf("written down %+v, left %v", left, before)
			}
			k = start(t, l, left)
			k.until("open", isOpen)
			wantIn(t, l, k.state.Address.String())
			if maps := l.Maps("router1"); !slices.Equal(maps, before) {
				t.Errorf("the router passes on %v, then %v", before, maps)
			}
			k.end()
			if router1.Double {
				wantEmpty(t, l, "carrier1")
			} else {
				wantEmpty(t, l)
			}
		})
	}
}

// The computer gets another address, as between Wi-Fi and cable.
func TestOwnAddressChanges(t *testing.T) {
	for _, profile := range []string{"pcp", "pmp", "igd2", "all"} {
		t.Run(profile, func(t *testing.T) {
			t.Parallel()
			l := build(t, lab.Options{Home1: lab.Router{Profile: profile}, No6: true})
			k := start(t, l, nil)
			k.until("open", opened(door4))
			l.SetComputerAddress("host", "192.168.1.77/24")
			k.until("open again", func(s router.State) bool {
				return s.Answer == router.Opened && s.Inside.String() == "192.168.1.77:40213"
			})
			wantIn(t, l, k.state.Address.String())
			k.end()
			for _, m := range l.Maps("router1") {
				if m.To.Addr() != netip.MustParseAddr("192.168.1.10") { // only the old address could delete that
					t.Errorf("the router still has %v", m)
				}
			}
		})
	}
}
