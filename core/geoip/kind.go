package geoip

import "net/netip"

// Kind tells what can be known of an address before any list is asked.
type Kind uint8

const (
	Public       Kind = iota // lists may hold it
	ThisComputer             // loopback
	ThisNetwork              // private, unique local or link-local
	Carrier                  // 100.64.0.0/10, shared by a provider (RFC 6598)
	Special                  // multicast, reserved, not an address: nobody's place
)

// classify sorts an address by the registries of special-purpose addresses (RFC
// 6890), in which documentation addresses count as public here, and gives the
// address that lists are asked for.
func classify(address netip.Addr) (Kind, netip.Addr) {
	address = address.WithZone("").Unmap()
	inner, carries := carried(address)
	if !carries {
		return kindOf(address), address
	}
	if kindOf(inner) != Public {
		return Special, inner
	}
	return Public, inner
}

func kindOf(a netip.Addr) Kind {
	switch {
	case !a.IsValid():
		return Special
	case a.IsLoopback():
		return ThisComputer
	case a.IsPrivate(), a.IsLinkLocalUnicast(), siteLocal.Contains(a):
		return ThisNetwork
	case carrier.Contains(a):
		return Carrier
	case a.IsMulticast(), within(special, a):
		return Special
	}
	return Public
}

var (
	carrier   = netip.MustParsePrefix("100.64.0.0/10")
	siteLocal = netip.MustParsePrefix("fec0::/10") // RFC 3879: given up, still in use

	special = prefixes(
		"0.0.0.0/8", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4",
		"::/96", "64:ff9b:1::/48", "100::/63", "2001:2::/48", "2001:10::/28", "2001:20::/28", "5f00::/16",
	)
)

func prefixes(texts ...string) []netip.Prefix {
	all := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		all[i] = netip.MustParsePrefix(text)
	}
	return all
}

func within(prefixes []netip.Prefix, a netip.Addr) bool {
	for _, p := range prefixes {
		if p.Contains(a) {
			return true
		}
	}
	return false
}

var (
	nat64     = netip.MustParsePrefix("64:ff9b::/96") // RFC 6052
	sixToFour = netip.MustParsePrefix("2002::/16")    // RFC 3056
	teredo    = netip.MustParsePrefix("2001::/32")    // RFC 4380, section 4
)

// carried gives the IPv4 address of the peer behind an IPv6 address.
func carried(a netip.Addr) (inner netip.Addr, ok bool) {
	b := a.As16()
	switch {
	case nat64.Contains(a):
		return netip.AddrFrom4([4]byte(b[12:])), true
	case sixToFour.Contains(a):
		return netip.AddrFrom4([4]byte(b[2:])), true
	case teredo.Contains(a):
		return netip.AddrFrom4([4]byte{^b[12], ^b[13], ^b[14], ^b[15]}), true
	}
	return netip.Addr{}, false
}
