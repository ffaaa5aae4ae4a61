package reach

import (
	"net/netip"
	"slices"
	"testing"
)

// with gives a card prefixes instead of addresses.
func with(name string, prefixes ...string) card {
	c := card{name: name, up: true}
	for _, text := range prefixes {
		p := netip.MustParsePrefix(text)
		c.addrs = append(c.addrs, cardAddr{addr: p.Addr(), bits: p.Bits()})
	}
	return c
}

func outward(c card) card {
	c.outward = true
	return c
}

func tunnel(c card) card {
	c.tunnel = true
	return c
}

func TestSurroundings(t *testing.T) {
	home := with("wlan0", "192.168.1.10/24", "2001:db8::10/64", "fe80::10/64")
	gateway := "192.168.1.1"
	for name, test := range map[string]struct {
		cards        []card
		gateway      string
		vpn, private bool
	}{
		"home":                         {[]card{outward(home)}, gateway, false, true},
		"office":                       {[]card{outward(with("Ethernet", "10.20.16.5/20"))}, "10.20.16.1", false, true},
		"campus or hotel":              {[]card{outward(with("en0", "10.20.16.5/19"))}, "10.20.0.1", false, false},
		"no router":                    {[]card{outward(home)}, "", false, false},
		"router of another network":    {[]card{outward(home)}, "192.168.2.1", false, false},
		"no default route":             {[]card{home}, gateway, false, false},
		"rented server":                {[]card{outward(with("eth0", "203.0.113.10/24"))}, "203.0.113.1", false, false},
		"server with a private side":   {[]card{outward(with("eth0", "203.0.113.10/24", "10.0.0.1/24"))}, "10.0.0.254", false, false},
		"carrier's own network":        {[]card{outward(with("eth0", "100.64.1.2/24"))}, "100.64.1.1", false, false},
		"VPN by name":                  {[]card{home, outward(with("Mullvad", "10.64.0.2/32"))}, gateway, true, false},
		"VPN on macOS":                 {[]card{home, outward(with("utun4", "10.8.0.2/24"))}, "10.8.0.1", true, false},
		"VPN by kind of card":          {[]card{home, outward(tunnel(with("work", "10.8.0.2/32")))}, gateway, true, false},
		"VPN with a public address":    {[]card{home, outward(tunnel(with("tun0", "198.51.100.2/32")))}, gateway, true, false},
		"VPN that takes little":        {[]card{outward(home), tunnel(with("tun0", "10.8.0.2/24"))}, gateway, false, true},
		"dialled":                      {[]card{outward(tunnel(with("ppp0", "203.0.113.9/32")))}, "", false, false},
		"dialled behind a carrier":     {[]card{outward(tunnel(with("ppp0", "100.64.7.7/32")))}, "", false, false},
		"mobile":                       {[]card{outward(tunnel(with("wwan0", "10.33.7.7/30")))}, "10.33.7.6", false, false},
		"VPN dialled":                  {[]card{home, outward(tunnel(with("ppp0", "10.1.2.3/32")))}, gateway, true, false},
		"home behind a virtual switch": {[]card{outward(with("vEthernet (External)", "192.168.1.10/24"))}, gateway, false, true},
		"unplugged":                    {[]card{{name: "eth0", outward: true, addrs: home.addrs}}, gateway, false, false},
	} {
		var gateways []netip.Addr
		if test.gateway != "" {
			gateways = append(gateways, netip.MustParseAddr(test.gateway))
		}
		if got := judge(test.cards, gateways); got.VPN != test.vpn || got.Private != test.private {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestNetworks(t *testing.T) {
	lo := with("lo", "127.0.0.1/8", "::1/128")
	down := with("eth1", "10.9.9.9/24")
	down.up = false
	got := judge([]card{lo, down, with("eth0", "192.168.1.10/24", "2001:db8::10/64", "2001:db8::11/64", "fe80::1/64"), with("tun0", "10.8.0.2/32")}, nil)
	var want []netip.Prefix
	for _, p := range []string{"192.168.1.0/24", "2001:db8::/64", "10.8.0.2/32"} {
		want = append(want, netip.MustParsePrefix(p))
	}
	if !slices.Equal(got.Networks, want) {
		t.Errorf("%v, not %v", got.Networks, want)
	}
}

// What the system says agrees with what LocalAddresses gives.
func TestLook(t *testing.T) {
	s, err := Look()
	if err != nil {
		t.Fatal(err)
	}
	addrs, err := LocalAddresses()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range addrs {
		if !within(s.Networks, a) {
			t.Errorf("%s is in none of %v", a, s.Networks)
		}
	}
}
