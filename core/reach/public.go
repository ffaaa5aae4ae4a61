package reach

import "net/netip"

// Public tells whether an address means the same computer everywhere on the
// Internet, so that a guest from elsewhere can dial it. Not public are the
// addresses of homes and offices (RFC 1918, RFC 4193), of one network or
// computer, those that a provider shares out behind its own translation (RFC
// 6598), and those that nobody has (RFC 6890), nor those of the tunnels 6to4 and
// Teredo, which lead nowhere by now. Those for documentation count as public.
func Public(a netip.Addr) bool {
	a = a.Unmap()
	switch {
	case !a.IsValid(), a.Zone() != "":
		return false
	case a.Is4():
		return !a.IsPrivate() && !a.IsLoopback() && !a.IsLinkLocalUnicast() && !a.IsMulticast() && !within(special4, a)
	}
	return global6.Contains(a) && !within(special6, a)
}

var (
	special4 = []netip.Prefix{
		netip.MustParsePrefix("0.0.0.0/8"),
		netip.MustParsePrefix("100.64.0.0/10"),
		netip.MustParsePrefix("192.0.0.0/24"),
		netip.MustParsePrefix("198.18.0.0/15"),
		netip.MustParsePrefix("240.0.0.0/4"),
	}
	global6  = netip.MustParsePrefix("2000::/3") // RFC 4291, section 2.4: all that was ever given out
	special6 = []netip.Prefix{
		netip.MustParsePrefix("2001::/32"),    // Teredo, RFC 4380
		netip.MustParsePrefix("2001:2::/48"),  // RFC 5180
		netip.MustParsePrefix("2001:10::/28"), // RFC 4843
		netip.MustParsePrefix("2001:20::/28"), // RFC 7343
		netip.MustParsePrefix("2002::/16"),    // 6to4, RFC 3056
	}
)

func within(prefixes []netip.Prefix, a netip.Addr) bool {
	for _, p := range prefixes {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
