package reach

import (
	"cmp"
	"net/netip"
	"slices"

	"golang.org/x/sys/windows"
)

// defaultGateways asks the system for them. The library that does it elsewhere
// reads the words that a program prints here, in some languages only.
func defaultGateways() []netip.Addr {
	type gateway struct {
		addr   netip.Addr
		metric uint32
	}
	var found []gateway
	for _, a := range adapters() {
		if a.OperStatus != windows.IfOperStatusUp {
			continue
		}
		name := windows.UTF16PtrToString(a.FriendlyName)
		for g := a.FirstGatewayAddress; g != nil; g = g.Next {
			addr, _ := netip.AddrFromSlice(g.Address.IP())
			metric := a.Ipv4Metric
			if addr.Is6() {
				metric = a.Ipv6Metric
			}
			found = append(found, gateway{zoned(addr, name), metric})
		}
	}
	slices.SortStableFunc(found, func(a, b gateway) int { return cmp.Compare(a.metric, b.metric) })
	var all []netip.Addr
	for _, g := range found {
		all = append(all, g.addr)
	}
	return all
}
