package igd_test

import (
	"errors"
	"net/netip"
	"testing"
	"time"

	"realtalk/core/reach/igd"
)

var own6 = netip.MustParseAddr("::1")

func (r *router) hole() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.holes["7"]
}

// The router stands at ::1 as the IPv6 gateway, on the port of its IPv4 side.
func TestWayOfAPinhole(t *testing.T) {
	t.Parallel()
	r := newRouter(t, sins{services: []string{ip2, firewall}})
	r.alsoOver6()
	d := only(t, r, "127.0.0.1", "::1")
	if !d.Firewall6() {
		t.Fatal("no firewall")
	}
	id, err := d.Pinhole(ctx, own6, 40213, time.Hour)
	if err != nil || id != 7 || r.hole() != "::1 40213 3600" {
		t.Fatalf("%d, %v, and the router has %q", id, err, r.hole())
	}
	if err := d.RenewPinhole(ctx, own6, id, 2*time.Hour); err != nil || r.hole() != "::1 renewed 7200" {
		t.Errorf("%v, and the router has %q", err, r.hole())
	}
	for range 2 { // gone is gone
		if err := d.ClosePinhole(ctx, own6, id); err != nil || r.hole() != "" {
			t.Errorf("%v, and the router has %q", err, r.hole())
		}
	}
	if n := len(r.asked("GET")); n != 2 {
		t.Errorf("%d descriptions were fetched, not one by each way", n)
	}
}

func TestPinholeRefused(t *testing.T) {
	t.Parallel()
	for code, is := range map[int]func(*igd.Fault) bool{
		702: (*igd.Fault).FirewallOff, 703: (*igd.Fault).PinholesForbidden, 606: (*igd.Fault).NotAuthorized, 701: (*igd.Fault).NoSpace,
	} {
		r := newRouter(t, sins{services: []string{ip2, firewall}, fault: func(string, arguments) int { return code }})
		r.alsoOver6()
		var fault *igd.Fault
		if _, err := only(t, r, "127.0.0.1", "::1").Pinhole(ctx, own6, 40213, time.Hour); !errors.As(err, &fault) || !is(fault) {
			t.Errorf("%d: %v", code, err)
		}
	}
}

// 402 is what a real router says of a pinhole that is gone.
func TestPinholeGoneInOtherWords(t *testing.T) {
	t.Parallel()
	for code, gone := range map[int]bool{704: true, 402: true, 606: false, 501: false} {
		r := newRouter(t, sins{services: []string{ip2, firewall}, fault: func(string, arguments) int { return code }})
		r.alsoOver6()
		if err := only(t, r, "127.0.0.1", "::1").ClosePinhole(ctx, own6, 7); (err == nil) != gone {
			t.Errorf("%d: %v", code, err)
		}
	}
}

// Another device at the IPv6 gateway's address, with the same firewall, is not
// this router.
func TestPinholeAtAnotherRouter(t *testing.T) {
	t.Parallel()
	r := newRouter(t, sins{services: []string{ip2, firewall}})
	d := only(t, r, "127.0.0.1", "::1")
	other := newRouter(t, sins{services: []string{ip2, firewall}})
	other.uuid = "uuid:9999"
	other.alsoOver6At(r.web)
	if _, err := d.Pinhole(ctx, own6, 40213, time.Hour); !errors.Is(err, igd.ErrNotFound) {
		t.Error(err)
	}
	if gets, posts := other.asked("GET"), other.asked("POST"); len(gets) != 1 || len(posts) != 0 {
		t.Errorf("it was asked %q, %q", gets, posts)
	}
}

func TestPinholeThatCannotBe(t *testing.T) {
	t.Parallel()
	without := only(t, newRouter(t, sins{}))
	with := only(t, newRouter(t, sins{services: []string{ip2, firewall}}))
	for name, call := range map[string]func() error{
		"no firewall": func() error { _, err := without.Pinhole(ctx, own6, 40213, time.Hour); return err },
		"IPv4":        func() error { _, err := with.Pinhole(ctx, own.Addr(), 40213, time.Hour); return err },
		"not ours": func() error {
			_, err := with.Pinhole(ctx, netip.MustParseAddr("2001:db8::1"), 40213, time.Hour)
			return err
		},
		"not over IPv6": func() error { return with.ClosePinhole(ctx, own6, 7) },
	} {
		if err := call(); !errors.Is(err, igd.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
