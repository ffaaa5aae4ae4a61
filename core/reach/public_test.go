package reach_test

import (
	"net/netip"
	"testing"

	"realtalk/core/reach"
)

func TestPublic(t *testing.T) {
	for _, a := range []string{
		"203.0.113.1", "192.0.2.1", "198.51.100.1", "8.8.8.8", "100.63.255.255", "100.128.0.0", "172.32.0.0", "9.255.255.255",
		"2001:db8::1", "2a00::1", "3fff::1", "::ffff:203.0.113.1",
	} {
		if !reach.Public(netip.MustParseAddr(a)) {
			t.Errorf("%s is not public", a)
		}
	}
	for _, a := range []string{
		"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "127.0.0.1", "169.254.1.1", "100.64.0.0", "100.127.255.255",
		"192.0.0.1", "198.18.0.1", "198.19.255.255", "0.0.0.0", "0.1.2.3", "224.0.0.1", "240.0.0.1", "255.255.255.255",
		"::", "::1", "fe80::1", "fe80::1%eth0", "2001:db8::1%eth0", "fd00::1", "fc00::1", "fec0::1", "ff02::1", "64:ff9b::808:808",
		"::ffff:10.0.0.1", "2002:808:808::1", "2001:0:1234::1", "2001:20::1", "100::1",
	} {
		if reach.Public(netip.MustParseAddr(a)) {
			t.Errorf("%s is public", a)
		}
	}
	if reach.Public(netip.Addr{}) {
		t.Error("no address is public")
	}
}
