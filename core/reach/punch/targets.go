package punch

import (
	"net"
	"net/netip"
	"slices"

	"realtalk/core/reach"
)

// maxOwn bounds the IPv6 addresses of this computer that are dialled from.
const maxOwn = 3

// targets gives whom packets may be sent to, each once: public addresses only,
// and none of the IPv6 networks that this computer is in.
func targets(addrs []netip.AddrPort, lab lab) []netip.Addr {
	own := ownNetworks()
	var all []netip.Addr
	for _, a := range addrs {
		addr := a.Addr().Unmap().WithZone("")
		if len(all) == maxAddrs || slices.Contains(all, addr) {
			continue
		}
		if lab.AnyTarget || reach.Public(addr) && !slices.ContainsFunc(own, func(p netip.Prefix) bool { return p.Contains(addr) }) {
			all = append(all, addr)
		}
	}
	return all
}

// ownNetworks gives the /64 of each IPv6 address of this computer.
func ownNetworks() []netip.Prefix {
	addrs, _ := net.InterfaceAddrs() // an error: none are known
	var all []netip.Prefix
	for _, a := range addrs {
		ipnet, ok := a.(*net.IPNet)
		if !ok {
			continue
		}
		if addr, ok := netip.AddrFromSlice(ipnet.IP); ok && addr.Unmap().Is6() {
			p, _ := addr.WithZone("").Prefix(64)
			all = append(all, p)
		}
	}
	return all
}

// sources gives the IPv6 addresses to dial from: those by which the other side
// knows this computer, as the system would choose another one (RFC 8981). The
// zero Addr leaves it to the system.
func sources(known []netip.Addr) []netip.Addr {
	var all []netip.Addr
	for _, addr := range known {
		if len(all) < maxOwn && addr.Is6() && reach.Public(addr) && isOwn(addr) {
			all = append(all, addr)
		}
	}
	if len(all) == 0 {
		return []netip.Addr{{}}
	}
	return all
}

func isOwn(addr netip.Addr) bool {
	socket, err := net.ListenUDP("udp6", net.UDPAddrFromAddrPort(netip.AddrPortFrom(addr, 0)))
	if err != nil {
		return false
	}
	_ = socket.Close()
	return true
}
