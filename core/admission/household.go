package admission

import "net/netip"

// Household is what tries are counted by: the address alone for IPv4 (also when
// it comes mapped into IPv6), the /64 for IPv6, because that is what one customer
// is given and can pick addresses from. Zones are dropped. It is the zero Prefix
// for the zero Addr.
func Household(a netip.Addr) netip.Prefix {
	a = a.Unmap().WithZone("")
	bits := 64
	if a.Is4() {
		bits = 32
	}
	p, err := a.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return p
}

// household makes a Prefix that lies within one household into that household.
// A wider one is refused: blocking only a part of it would be a lie.
func household(p netip.Prefix) (netip.Prefix, bool) {
	h := Household(p.Addr())
	if !p.IsValid() || p.Addr().Is4In6() || p.Bits() < h.Bits() {
		return netip.Prefix{}, false
	}
	return h, true
}
