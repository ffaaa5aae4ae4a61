package pcp_test

import (
	"bufio"
	"net/netip"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"realtalk/core/reach/lab"
	"realtalk/core/reach/pcp"
)

// A real daemon in a router of namespaces: what it says is what its table says.
// It needs root.
func TestRealRouter(t *testing.T) {
	for _, profile := range []string{"pmp", "pcp", "pxp", "all"} {
		t.Run(profile, func(t *testing.T) {
			l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: profile, MinLife: 2}})
			l.Run("host", "TestRealRouterInside", "PROFILE="+profile, "STEP=map")
			want := 1
			if profile != "pmp" {
				want = 2 // and a hole for IPv6
			}
			maps := l.Maps("router1")
			if len(maps) != want || maps[0].Proto != "tcp" || maps[0].To != netip.MustParseAddrPort("192.168.1.10:40213") {
				t.Errorf("the router passes on %v", maps)
			}
			l.Run("host", "TestRealRouterInside", "PROFILE="+profile, "STEP=unmap")
			for deadline := time.Now().Add(20 * time.Second); len(l.Maps("router1")) > 0; time.Sleep(100 * time.Millisecond) {
				if time.Now().After(deadline) {
					t.Fatalf("the router still passes on %v\n%s", l.Maps("router1"), l.Log("router1"))
				}
			}
		})
	}
}

func TestRealRouterInside(t *testing.T) {
	if lab.Inside() == "" {
		t.Skip("a part of TestRealRouter")
	}
	profile := os.Getenv("PROFILE")
	p := pcp.PCP
	if profile == "pmp" {
		p = pcp.NATPMP
	}
	nonce := [12]byte{'r', 't'} // the second part deletes what the first made
	for gateway, m := range map[string]pcp.Mapping{
		"192.168.1.1":  {Protocol: p, Internal: netip.MustParseAddrPort("192.168.1.10:40213"), External: netip.MustParseAddrPort("0.0.0.0:40213"), Lifetime: time.Hour, Nonce: nonce},
		"fe80::1%eth0": {Protocol: p, Internal: netip.MustParseAddrPort("[2001:db8:1::10]:40213"), External: netip.MustParseAddrPort("[::]:40213"), Lifetime: time.Hour, Nonce: nonce},
	} {
		if m.Internal.Addr().Is6() && profile == "pmp" {
			continue
		}
		c, err := pcp.Dial(netip.MustParseAddr(gateway), m.Internal.Addr())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if os.Getenv("STEP") == "unmap" {
			if err := c.Unmap(t.Context(), m); err != nil {
				t.Error(err)
			}
			continue
		}
		got, err := c.Map(t.Context(), m)
		if err != nil {
			t.Fatal(err)
		}
		checkMapped(t, c, m, got)
	}
}

func checkMapped(t *testing.T, c *pcp.Client, asked, got pcp.Mapping) {
	t.Helper()
	want := netip.MustParseAddrPort("203.0.113.1:40213")
	external := got.External
	if asked.Internal.Addr().Is6() {
		want = asked.Internal
	}
	if asked.Protocol == pcp.NATPMP {
		addr, _, err := c.External(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		external = netip.AddrPortFrom(addr, external.Port())
	}
	if external != want || got.Lifetime <= 0 {
		t.Errorf("mapped %+v", got)
	}
	again, err := c.Map(t.Context(), got)
	if err != nil || again.External != got.External || pcp.Lost(got.Epoch, again.Epoch, 0) {
		t.Errorf("renewed as %+v, %v", again, err)
	}
}

// A router that starts anew tells so, with a clock that fell.
func TestRealRouterAnnounces(t *testing.T) {
	l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: "pxp"}})
	cmd := l.Test(t, "host", "TestRealRouterAnnouncesInside")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(out)
	for said.Scan() && said.Text() != "ready" {
	}
	l.Reboot("router1")
	var rest []string
	for said.Scan() {
		rest = append(rest, said.Text())
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("no announcement was heard: %v: %s", err, strings.Join(rest, "\n"))
	}
}

func TestRealRouterAnnouncesInside(t *testing.T) {
	if lab.Inside() == "" {
		t.Skip("a part of TestRealRouterAnnounces")
	}
	heard := make(chan pcp.Announcement, 100)
	l, err := pcp.ListenAnnouncements(func(a pcp.Announcement) { heard <- a })
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := os.Stdout.WriteString("ready\n"); err != nil {
		t.Fatal(err)
	}
	select {
	case a := <-heard:
		router := []netip.Addr{netip.MustParseAddr("192.168.1.1"), netip.MustParseAddr("fe80::1%eth0")}
		if !slices.Contains(router, a.From) {
			t.Errorf("heard %+v", a)
		}
	case <-time.After(20 * time.Second):
		t.Error("heard nothing")
	}
}
