package admission

import "net/netip"

// A network that the host blocks is no wider than this, in the bits of its
// prefix: what one registry or provider is given, not half of the Internet by a
// slip of the finger.
const (
	MinBits4 = 8
	MinBits6 = 16
)

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

// target is what a prefix in an Input or a Record names: the household that it
// lies in, or else the whole network. !ok: it is none, or too wide.
func target(p netip.Prefix) (t netip.Prefix, ok bool) {
	switch {
	case !p.IsValid() || p.Addr().Is4In6():
		return netip.Prefix{}, false
	case !wide(p):
		return Household(p.Addr()), true
	case p.Bits() >= minBits(p.Addr()):
		return p.Masked(), true
	}
	return netip.Prefix{}, false
}

// wide tells a network from a household.
func wide(p netip.Prefix) bool { return p.Bits() < Household(p.Addr()).Bits() }

func minBits(a netip.Addr) int {
	if a.Is4() {
		return MinBits4
	}
	return MinBits6
}
