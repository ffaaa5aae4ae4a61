//go:build linux

package router_test

import (
	"net/netip"
	"os"
	"testing"
	"time"

	"realtalk/core/reach/igd"
	"realtalk/core/reach/lab"
	"realtalk/core/reach/pcp"
)

// TestTakeInside maps the port for another device.
func TestTakeInside(t *testing.T) {
	if lab.Inside() == "" {
		t.Skip("a part of TestPortTaken")
	}
	to := netip.MustParseAddrPort("192.168.1.11:40213")
	at := netip.MustParseAddr(gateway)
	protocol := pcp.PCP
	switch os.Getenv("PROFILE") {
	case "igd1", "igd2":
		var mapped error = igd.ErrNotFound
		_ = igd.Discover(t.Context(), []netip.Addr{at}, func(d *igd.Device) { mapped = d.Map(t.Context(), port, to, time.Hour) })
		if mapped != nil {
			t.Fatal(mapped)
		}
		return
	case "pmp":
		protocol = pcp.NATPMP
	}
	c, err := pcp.Dial(at, to.Addr())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	wish := pcp.Mapping{Protocol: protocol, Internal: to, External: netip.AddrPortFrom(netip.IPv4Unspecified(), port), Lifetime: time.Hour}
	if m, err := c.Map(t.Context(), wish); err != nil || m.External.Port() != port {
		t.Fatalf("%+v, %v", m, err)
	}
}
