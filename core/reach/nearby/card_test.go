package nearby

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"testing"
)

func namedCard(name, hardware string, addresses ...string) card {
	c := card{iface: net.Interface{Name: name}}
	c.iface.HardwareAddr, _ = net.ParseMAC(hardware) // "": none
	for _, a := range addresses {
		c.addrs = append(c.addrs, netip.MustParseAddr(a))
	}
	return c
}

// The cards that people are behind come first, in whatever order the system gives
// them after thirty networks of containers.
func TestRealCardsFirst(t *testing.T) {
	best := []netip.Addr{netip.MustParseAddr("192.168.1.10"), netip.MustParseAddr("192.168.5.10"), netip.MustParseAddr("10.9.0.2")}
	var cards []card
	for i := range 30 {
		address := netip.AddrFrom4([4]byte{172, 17, byte(i), 1})
		best = append(best, address)
		cards = append(cards, namedCard(fmt.Sprint("br-", i), "02:42:00:00:00:01", address.String()))
	}
	cards = append(
		cards,
		namedCard("tap0", "", "169.254.9.9"),
		namedCard("cable", "3c:22:fb:00:00:01", "169.254.1.1", "fe80::1"), // to another computer
		namedCard("lan", "3c:22:fb:00:00:02", "10.9.0.2"),
		namedCard("phone", "06:22:fb:00:00:03", "192.168.5.10"), // shares its line
		namedCard("wlan", "d2:22:fb:00:00:04", "192.168.1.10"),  // with a random address
	)
	var names []string
	for _, c := range choose(cards, best) {
		names = append(names, c.iface.Name)
	}
	if want := []string{"wlan", "lan", "cable", "phone", "br-0", "br-1"}; !slices.Equal(names[:len(want)], want) {
		t.Errorf("first %v", names)
	}
	if len(names) != 35 || names[34] != "tap0" {
		t.Errorf("%v", names)
	}
}
