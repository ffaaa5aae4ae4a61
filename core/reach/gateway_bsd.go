//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package reach

import (
	"net"
	"net/netip"
	"syscall"

	"golang.org/x/net/route"
)

// defaultGateways reads the system's table. The library that does it elsewhere
// takes the gateway of every route here, those to single networks and loopback
// among them.
func defaultGateways() []netip.Addr {
	var all []netip.Addr
	for _, family := range []int{syscall.AF_INET, syscall.AF_INET6} {
		table, err := route.FetchRIB(family, route.RIBType(syscall.NET_RT_DUMP), 0)
		if err != nil {
			continue
		}
		messages, _ := route.ParseRIB(route.RIBType(syscall.NET_RT_DUMP), table)
		for _, m := range messages {
			if m, ok := m.(*route.RouteMessage); ok && isDefault(m) {
				all = append(all, gatewayOf(m))
			}
		}
	}
	return all
}

func isDefault(m *route.RouteMessage) bool {
	const viaGateway = syscall.RTF_UP | syscall.RTF_GATEWAY
	if m.Flags&viaGateway != viaGateway || len(m.Addrs) <= syscall.RTAX_NETMASK {
		return false
	}
	to, mask := sockaddr(m.Addrs[syscall.RTAX_DST]), m.Addrs[syscall.RTAX_NETMASK]
	return to.IsUnspecified() && (mask == nil || sockaddr(mask).IsUnspecified())
}

// gatewayOf leaves out fe80::, which macOS writes for its own tunnels.
func gatewayOf(m *route.RouteMessage) netip.Addr {
	a := sockaddr(m.Addrs[syscall.RTAX_GATEWAY])
	if a == netip.MustParseAddr("fe80::") {
		return netip.Addr{}
	}
	card, err := net.InterfaceByIndex(m.Index)
	if err != nil {
		return a
	}
	return zoned(a, card.Name)
}

func sockaddr(a route.Addr) netip.Addr {
	switch a := a.(type) {
	case *route.Inet4Addr:
		return netip.AddrFrom4(a.IP)
	case *route.Inet6Addr:
		return netip.AddrFrom16(a.IP)
	}
	return netip.Addr{}
}
