package geoip_test

import (
	"net/netip"
	"testing"

	"realtalk/core/geoip"
)

func TestKinds(t *testing.T) {
	d := openIn(t, folders(t))
	for address, want := range map[string]geoip.Kind{
		"127.0.0.1": geoip.ThisComputer, "127.255.255.254": geoip.ThisComputer,
		"::1": geoip.ThisComputer, "::ffff:127.0.0.1": geoip.ThisComputer,

		"10.0.0.1": geoip.ThisNetwork, "172.16.0.1": geoip.ThisNetwork, "172.31.255.255": geoip.ThisNetwork,
		"192.168.1.1": geoip.ThisNetwork, "169.254.1.1": geoip.ThisNetwork, "::ffff:192.168.1.1": geoip.ThisNetwork,
		"fe80::1": geoip.ThisNetwork, "fe80::1%eth0": geoip.ThisNetwork, "fd00::1": geoip.ThisNetwork, "fec0::1": geoip.ThisNetwork,

		"100.64.0.1": geoip.Carrier, "100.127.255.255": geoip.Carrier, "::ffff:100.64.0.1": geoip.Carrier,

		"0.0.0.0": geoip.Special, "::": geoip.Special, "224.0.0.1": geoip.Special, "255.255.255.255": geoip.Special,
		"192.0.0.1": geoip.Special, "198.18.0.1": geoip.Special, "ff02::1": geoip.Special, "100::1": geoip.Special,
		"::7f00:1": geoip.Special, "64:ff9b:1::1": geoip.Special, "2001:20::1": geoip.Special, "5f00::1": geoip.Special,

		"8.8.8.8": geoip.Public, "9.255.255.255": geoip.Public, "172.32.0.0": geoip.Public, "100.128.0.0": geoip.Public,
		"192.0.2.1": geoip.Public, "198.51.100.1": geoip.Public, "203.0.113.1": geoip.Public, "2001:db8::1": geoip.Public,
		"2a00::1": geoip.Public, "::ffff:8.8.8.8": geoip.Public,

		"64:ff9b::8.8.8.8": geoip.Public, "2002:808:808::1": geoip.Public, "2001:0:1234::f7f7:f7f7": geoip.Public,
		"64:ff9b::10.0.0.1": geoip.Special, "64:ff9b::127.0.0.1": geoip.Special,
		"2002:a00:1::1": geoip.Special, "2001:0:1234::80ff:fffe": geoip.Special,
	} {
		if got := lookup(d, address).Kind; got != want {
			t.Errorf("%s is of kind %d, not %d", address, got, want)
		}
	}
	if got := d.Lookup(netip.Addr{}).Kind; got != geoip.Special {
		t.Errorf("no address is of kind %d", got)
	}
}

// An IPv6 address that carries the peer's IPv4 address is where that is.
func TestCarriedAddresses(t *testing.T) {
	d := openIn(t, folders(t))
	for _, address := range []string{
		"198.51.100.7", "::ffff:198.51.100.7", "64:ff9b::198.51.100.7", "2002:c633:6407::1", "2001:0:1234::39cc:9bf8",
	} {
		if got := lookup(d, address); got.Place() != "France" || got.Network() != "Built-in Telecom" {
			t.Errorf("%s: %+v", address, got)
		}
	}
	if got := lookup(d, "2001:db8:1::1%eth0"); got.Place() != "Japan" {
		t.Errorf("with a zone: %+v", got)
	}
}
