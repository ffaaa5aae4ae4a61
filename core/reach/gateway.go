package reach

import (
	"net/netip"
	"slices"
)

// Gateways gives the addresses of the routers that this computer sends to when
// it knows no better way, best first of each family, IPv4 before IPv6; none if
// there are none or the system does not tell. Link-local ones have their zone. It
// asks the system anew each time and sends nothing.
func Gateways() []netip.Addr {
	var v4, v6 []netip.Addr
	for _, a := range defaultGateways() {
		a = a.Unmap()
		switch {
		case !a.IsValid() || a.IsUnspecified() || a.IsLoopback():
		case a.Is4() && !slices.Contains(v4, a):
			v4 = append(v4, a)
		case a.Is6() && !slices.Contains(v6, a):
			v6 = append(v6, a)
		}
	}
	return append(v4, v6...)
}

// zoned adds the zone that an address of the card needs.
func zoned(a netip.Addr, card string) netip.Addr {
	if a.Is6() && a.IsLinkLocalUnicast() {
		return a.WithZone(card)
	}
	return a
}
