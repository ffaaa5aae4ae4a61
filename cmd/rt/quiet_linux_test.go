package main

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	"realtalk/core/reach/lab"
)

// A whole session of hosting and joining sends packets to the router and the
// members, and to nobody else.
func TestPacketsGoToTheRouterAndTheMembersOnly(t *testing.T) {
	routers := map[string]lab.Router{
		"carrier":        {Profile: "all", Carrier: true, Lenient: true},
		"strict carrier": {Profile: "all", Carrier: true},
		"two routers":    {Profile: "all", Double: true},
	}
	for _, profile := range []string{"igd1", "igd2", "pmp", "pcp", "pxp", "all", "off"} {
		routers[profile] = lab.Router{Profile: profile}
	}
	for name, router := range routers {
		t.Run(name, func(t *testing.T) {
			l := upLab(t, lab.Options{Home1: router, No6: true})
			atHost, atPeer := l.Capture("host"), l.Capture("peer")
			host := hostAt(t, l, "host", "--port", "40213")
			e := host.Expect("router", func(e event) bool { return e.text("state") != "asking" })
			from, line := "lan", "rt 192.168.1.10 40213"
			if lines := e.list("internet"); len(lines) > 0 {
				from, line = "peer", lines[0]
			}
			g := at(t, l, from, "Anna", strings.Fields(line)[1:]...)
			g.Expect("password_prompt", nil)
			g.Send("correct horse")
			g.Expect("joined", nil)
			g.Send("hello")
			host.Expect("message", where("text", "hello"))
			ended(t, l, host, "router1")
			g.Exit(0)

			// UPnP finds routers by a group that no router passes on.
			allowed := []string{"192.168.1.1", "239.255.255.250", "203.0.113.50", "192.168.1.11"}
			if router.Double {
				allowed = append(allowed, "10.0.0.1", "10.0.0.254") // the second router, where it usually is
			}
			onlyTo(t, atHost, allowed...)
			if from == "peer" {
				onlyTo(t, atPeer, strings.Fields(line)[1])
			}
		})
	}
}

// With --no-router not one packet goes to the router or to a group.
func TestNoRouterSendsNothing(t *testing.T) {
	l := upLab(t, lab.Options{Home1: lab.Router{Profile: "all"}})
	atHost, atLAN := l.Capture("host"), l.Capture("lan")
	host := hostAt(t, l, "host", "--port", "40213", "--no-router", "--nearby")
	if e := host.Expect("router", nil); e.text("state") != "off" {
		t.Errorf("told %v", e.fields)
	}
	g := at(t, l, "lan", "Anna", "--no-router", "192.168.1.10", "40213")
	g.Expect("password_prompt", nil)
	g.Send("correct horse")
	g.Expect("joined", nil)
	ended(t, l, host, "router1")
	g.Exit(0)
	onlyTo(t, atHost, "192.168.1.11")
	onlyTo(t, atLAN, "192.168.1.10")
}

// onlyTo wants that a computer sent to these addresses alone, and sent at all.
// What the kernel needs to find its neighbours is not rt's.
func onlyTo(t *testing.T, c *lab.Capture, allowed ...string) {
	t.Helper()
	sent := 0
	for _, p := range c.Stop() {
		if !p.Sent || p.Proto == "arp" || p.Proto == "icmpv6" {
			continue
		}
		sent++
		if to := p.To.Addr().Unmap(); !slices.ContainsFunc(allowed, func(a string) bool { return netip.MustParseAddr(a) == to }) {
			t.Errorf("sent %v", p)
		}
	}
	if sent == 0 {
		t.Error("sent nothing at all")
	}
}
