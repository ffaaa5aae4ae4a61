package reach

import (
	"net/netip"
	"slices"
	"testing"
)

func up(name string, addrs ...string) card {
	c := card{name: name, up: true}
	for _, a := range addrs {
		c.addrs = append(c.addrs, cardAddr{addr: netip.MustParseAddr(a)})
	}
	return c
}

func TestOrder(t *testing.T) {
	down := up("eth1", "10.0.0.7")
	down.up = false
	outward := up("wlan0", "192.168.1.20", "2001:db8:1::20")
	outward.outward = true
	tunnel := up("mobile", "10.9.0.2")
	tunnel.tunnel = true
	aging := up("eth0")
	aging.addrs = []cardAddr{
		{addr: netip.MustParseAddr("2001:db8::d"), life: goesSoon},
		{addr: netip.MustParseAddr("2001:db8::f"), life: unusable},
		{addr: netip.MustParseAddr("2001:db8::c"), life: changes},
		{addr: netip.MustParseAddr("fd00::1"), life: stays},
		{addr: netip.MustParseAddr("2001:db8::1"), life: stays},
	}
	for name, test := range map[string]struct {
		cards []card
		want  []string
	}{
		"no card": {nil, nil},
		"nothing for a guest": {
			[]card{up("lo", "127.0.0.1", "::1"), up("eth0", "169.254.7.7", "fe80::1%eth0", "0.0.0.0", "224.0.0.1")}, nil,
		},
		"unplugged":          {[]card{down}, nil},
		"private IPv4 first": {[]card{up("eth0", "2001:db8::1", "203.0.113.1", "192.168.1.10")}, []string{"192.168.1.10", "203.0.113.1", "2001:db8::1"}},
		"lifetimes":          {[]card{aging}, []string{"2001:db8::1", "fd00::1", "2001:db8::c", "2001:db8::d"}},
		"default route first": {
			[]card{up("eth0", "192.168.1.10", "2001:db8::1"), outward},
			[]string{"192.168.1.20", "192.168.1.10", "2001:db8:1::20", "2001:db8::1"},
		},
		"virtual last": {
			[]card{up("docker0", "172.17.0.1"), tunnel, up("br-3f2a", "172.18.0.1"), up("tailscale0", "100.100.1.1", "fd7a::1"), up("br0", "192.168.1.10", "2001:db8::1")},
			[]string{"192.168.1.10", "2001:db8::1", "172.17.0.1", "10.9.0.2", "172.18.0.1", "100.100.1.1", "fd7a::1"},
		},
		"Windows": {
			[]card{up("vEthernet (WSL)", "172.20.0.1"), up("VMware Network Adapter VMnet8", "192.168.80.1"), up("Ethernet", "192.168.1.10")},
			[]string{"192.168.1.10", "172.20.0.1", "192.168.80.1"},
		},
		"macOS":       {[]card{up("utun4", "10.8.0.2"), up("bridge100", "192.168.64.1"), up("bridge0", "10.0.0.5"), up("en0", "192.168.1.10")}, []string{"10.0.0.5", "192.168.1.10", "10.8.0.2", "192.168.64.1"}},
		"each once":   {[]card{up("eth0", "10.0.0.1"), up("eth1", "10.0.0.1", "::ffff:10.0.0.1")}, []string{"10.0.0.1"}},
		"no address":  {[]card{{name: "eth0", up: true, addrs: []cardAddr{{}}}}, nil},
		"like a card": {[]card{up("wlp3s0", "10.0.0.2"), up("wg0", "10.0.0.3"), up("wlan0", "10.0.0.4")}, []string{"10.0.0.2", "10.0.0.4", "10.0.0.3"}},
	} {
		var got []string
		for _, addr := range order(test.cards) {
			got = append(got, addr.String())
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, not %v", name, got, test.want)
		}
	}
}

// What the lines are made of must itself be something that a line may hold.
func TestLocalAddressesMakeLines(t *testing.T) {
	addrs, err := LocalAddresses()
	if err != nil {
		t.Fatal(err)
	}
	for _, addr := range addrs {
		line, err := ParseLine(addr.String(), "40213")
		if err != nil || line.Host != addr.String() || addr.IsLoopback() || addr.IsLinkLocalUnicast() {
			t.Errorf("%v: %v, %v", addr, line, err)
		}
	}
	outward := outwardAddr()
	if outward.IsValid() && usable(outward) && !slices.Contains(addrs, outward) {
		t.Errorf("%v, where the default route begins, is missing in %v", outward, addrs)
	}
	t.Log(addrs)
}
