package reach

import (
	"net/netip"

	"golang.org/x/sys/windows"
)

// lifetimes asks the system about this computer's IPv6 addresses; one that is
// not in the map stays.
func lifetimes() map[netip.Addr]lifetime {
	lives := make(map[netip.Addr]lifetime)
	for _, a := range adapters() {
		for u := a.FirstUnicastAddress; u != nil; u = u.Next {
			if addr, ok := netip.AddrFromSlice(u.Address.IP()); ok && addr.Is6() {
				lives[addr] = lifetimeOf(u)
			}
		}
	}
	return lives
}

// lifetimeOf: the system makes addresses that stay of the card or of the network,
// and those that change at random (RFC 8981). Its own deprecated state comes when
// the preferred lifetime is over.
func lifetimeOf(u *windows.IpAdapterUnicastAddress) lifetime {
	switch {
	case u.DadState == windows.IpDadStateDeprecated:
		return goesSoon
	case u.DadState != windows.IpDadStatePreferred:
		return unusable
	case u.SuffixOrigin == windows.IpSuffixOriginRandom:
		return changes
	}
	return stays
}
