//go:build linux

package igd_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"realtalk/core/reach"
	"realtalk/core/reach/igd"
	"realtalk/core/reach/lab"
)

// What a real router is asked from "host", in a lab: parts of the tests below.
// They print what the next part needs, as NAME=VALUE.

func part(t *testing.T) {
	t.Helper()
	if lab.Inside() == "" {
		t.Skip("a part of another test")
	}
}

// router gives what a search for the routers in ROUTERS finds first, or for the
// system's own.
func foundRouter(t *testing.T) *igd.Device {
	t.Helper()
	gateways := reach.Gateways()
	if text := os.Getenv("ROUTERS"); text != "" {
		gateways = []netip.Addr{netip.MustParseAddr(text)}
	}
	start := time.Now()
	var all []*igd.Device
	err := igd.Discover(t.Context(), gateways, func(d *igd.Device) {
		t.Logf("%s after %s", d.Location(), time.Since(start))
		all = append(all, d)
	})
	if err != nil || len(all) != 1 {
		t.Fatalf("found %d devices: %v", len(all), err)
	}
	fmt.Println("LOCATION=" + all[0].Location())
	return all[0]
}

func inner() netip.AddrPort { return netip.MustParseAddrPort(os.Getenv("TO")) }

func TestLabOpen(t *testing.T) {
	part(t)
	start := time.Now()
	d := foundRouter(t)
	if err := d.Map(t.Context(), 40000, inner(), time.Hour); err != nil {
		t.Fatal(err)
	}
	t.Logf("mapped after %s", time.Since(start))
	up, err := d.Connected(t.Context())
	external, err2 := d.External(t.Context())
	m, ok, err3 := d.Mapped(t.Context(), 40000)
	if err := errors.Join(err, err2, err3); err != nil || !up || external.String() != os.Getenv("EXTERNAL") || !ok || m.To != inner() || !m.Labelled {
		t.Errorf("connected: %t, external %s, mapped to %s: %t, %v", up, external, m.To, ok, err)
	}
	if err := d.Map(t.Context(), 40000, inner(), time.Hour); err != nil {
		t.Errorf("renew: %v", err)
	}
	if d.Page() != "http://192.168.1.1/" && os.Getenv("ROUTERS") == "" {
		t.Errorf("page %q", d.Page())
	}
	if want := os.Getenv("FIREWALL") == "true"; d.Firewall6() != want {
		t.Errorf("control of the IPv6 firewall: %t", d.Firewall6())
	}
	if os.Getenv("PINHOLE") != "true" {
		return
	}
	start = time.Now()
	id, err := d.Pinhole(t.Context(), home6, 40213, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("pinhole after %s", time.Since(start))
	if err := d.RenewPinhole(t.Context(), home6, id, time.Hour); err != nil {
		t.Error(err)
	}
	fmt.Printf("HOLE=%d\n", id)
}

// TestLabClose does what the next start does after a crash: it knows the
// location alone, and no gateway.
func TestLabClose(t *testing.T) {
	part(t)
	d, err := igd.At(t.Context(), os.Getenv("LOCATION"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 2 { // gone is gone
		if err := d.Unmap(t.Context(), 40000); err != nil {
			t.Error(i, err)
		}
		if os.Getenv("HOLE") == "" {
			continue
		}
		id, err := strconv.ParseUint(os.Getenv("HOLE"), 10, 16)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.ClosePinhole(t.Context(), home6, uint16(id)); err != nil {
			t.Error(i, err)
		}
	}
	if m, ok, err := d.Mapped(t.Context(), 40000); ok || err != nil {
		t.Errorf("mapped to %s: %t, %v", m.To, ok, err)
	}
}

func TestLabPortTaken(t *testing.T) {
	part(t)
	d := foundRouter(t)
	var fault *igd.Fault
	if err := d.Map(t.Context(), 40000, inner(), time.Hour); !errors.As(err, &fault) || !fault.Conflict() {
		t.Errorf("mapped: %v", err)
	}
	if m, ok, err := d.Mapped(t.Context(), 40000); !ok || m.To.String() != "192.168.1.11:40213" || err != nil {
		t.Errorf("mapped to %s: %t, %v", m.To, ok, err)
	}
}

func TestLabNotFound(t *testing.T) {
	part(t)
	err := igd.Discover(t.Context(), reach.Gateways(), func(d *igd.Device) { t.Error(d.Location()) })
	if !errors.Is(err, igd.ErrNotFound) {
		t.Error(err)
	}
}

const home4 = "192.168.1.10:40213"

var home6 = netip.MustParseAddr("2001:db8:1::10")

// value reads what a part printed.
func value(t *testing.T, out, name string) string {
	t.Helper()
	_, rest, ok := strings.Cut(out, name+"=")
	if !ok {
		t.Fatalf("no %s in:\n%s", name, out)
	}
	text, _, _ := strings.Cut(rest, "\n")
	return text
}

// mirror tells everybody who connects to a computer from where.
func mirror(l *lab.Lab, computer, address string) {
	listener := l.Listen(computer, "tcp", address)
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			_, _ = io.WriteString(conn, conn.RemoteAddr().(interface{ AddrPort() netip.AddrPort }).AddrPort().Addr().String())
			_ = conn.Close()
		}
	}()
}

// seen is as what "peer" is seen behind an address, "" if it does not get there.
func seen(t *testing.T, l *lab.Lab, address string, within time.Duration) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), within)
	defer cancel()
	conn, err := l.Dial(ctx, "peer", "tcp", address)
	if err != nil {
		return ""
	}
	defer conn.Close()
	text, err := io.ReadAll(conn)
	if err != nil {
		t.Error(err)
	}
	return string(text)
}

const (
	must    = 10 * time.Second
	mustNot = 300 * time.Millisecond
)

func TestRealRouters(t *testing.T) {
	for profile, firewall := range map[string]bool{"igd1": false, "igd2": true, "all": true} {
		t.Run(profile, func(t *testing.T) {
			l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: profile}})
			mirror(l, "host", home4)
			mirror(l, "host", "[2001:db8:1::10]:40213")
			const door4, door6 = "203.0.113.1:40000", "[2001:db8:1::10]:40213"

			out := l.Run("host", "TestLabOpen", "TO="+home4, "EXTERNAL=203.0.113.1", fmt.Sprintf("FIREWALL=%t", firewall), fmt.Sprintf("PINHOLE=%t", firewall))
			t.Log(out)
			want := []lab.Map{{Proto: "tcp", Port: 40000, To: netip.MustParseAddrPort(home4)}}
			hole := "HOLE="
			if firewall {
				want = append(want, lab.Map{Proto: "tcp", Port: 40213, To: netip.AddrPortFrom(home6, 40213)})
				hole += value(t, out, "HOLE")
			}
			if maps := l.Maps("router1"); !slices.Equal(maps, want) {
				t.Errorf("the router has %v, not %v", maps, want)
			}
			if is := seen(t, l, door4, must); is != "203.0.113.50" {
				t.Errorf("over IPv4 the peer is seen as %q", is)
			}
			if firewall {
				if is := seen(t, l, door6, must); is != "2001:db8::50" {
					t.Errorf("over IPv6 the peer is seen as %q", is)
				}
			}

			l.Run("host", "TestLabClose", "LOCATION="+value(t, out, "LOCATION"), hole)
			if maps := l.Maps("router1"); len(maps) != 0 {
				t.Errorf("the router still has %v", maps)
			}
			for _, door := range []string{door4, door6} {
				if is := seen(t, l, door, mustNot); is != "" {
					t.Errorf("%s is still open, to %q", door, is)
				}
			}
		})
	}
}

func TestPortOfAnotherDevice(t *testing.T) {
	for _, profile := range []string{"igd1", "igd2"} {
		t.Run(profile, func(t *testing.T) {
			l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: profile}, No6: true})
			l.Run("lan", "TestLabOther")
			l.Run("host", "TestLabPortTaken", "TO="+home4)
			want := []lab.Map{{Proto: "tcp", Port: 40000, To: netip.MustParseAddrPort("192.168.1.11:40213")}}
			if maps := l.Maps("router1"); !slices.Equal(maps, want) {
				t.Errorf("the router has %v, not %v", maps, want)
			}
		})
	}
}

func TestLabOther(t *testing.T) {
	part(t)
	if err := foundRouter(t).Map(t.Context(), 40000, netip.MustParseAddrPort("192.168.1.11:40213"), time.Hour); err != nil {
		t.Fatal(err)
	}
}

// A router beyond the home's own is asked through it, by its address alone.
func TestSecondRouter(t *testing.T) {
	l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: "igd2", Double: true}, No6: true})
	mirror(l, "host", home4)
	l.Run("host", "TestLabOpen", "TO="+home4, "EXTERNAL=10.0.0.2", "FIREWALL=true")
	capture := l.Capture("host")
	l.Run("host", "TestLabOpen", "ROUTERS=10.0.0.1", "TO=10.0.0.2:40000", "EXTERNAL=203.0.113.3", "FIREWALL=true")
	sentTo(t, capture, "10.0.0.1")
	if is := seen(t, l, "203.0.113.3:40000", must); is != "203.0.113.50" {
		t.Errorf("the peer is seen as %q", is)
	}
}

// sentTo fails the test if anything else than these was sent to.
func sentTo(t *testing.T, capture *lab.Capture, addresses ...string) {
	t.Helper()
	n := 0
	for _, p := range capture.Stop() {
		if !p.Sent || p.Proto == "arp" || p.Proto == "icmpv6" {
			continue
		}
		n++
		if !slices.Contains(addresses, p.To.Addr().String()) {
			t.Errorf("sent %s", p)
		}
	}
	if n == 0 {
		t.Error("nothing was sent")
	}
}

func TestRouterWithUPnPOff(t *testing.T) {
	for _, profile := range []string{"off", "pxp"} {
		l := lab.Up(t, lab.Options{Home1: lab.Router{Profile: profile}})
		capture := l.Capture("host")
		l.Run("host", "TestLabNotFound")
		sentTo(t, capture, "192.168.1.1", "239.255.255.250")
	}
}
