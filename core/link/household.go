package link

import (
	"net"
	"net/netip"
)

// addrPort gives the plain form of an address: IPv4 is IPv4 even when it came
// through a socket that speaks both. The zero value stands for what is no
// address of TCP or UDP.
func addrPort(a net.Addr) netip.AddrPort {
	var p netip.AddrPort
	switch a := a.(type) {
	case *net.TCPAddr:
		p = a.AddrPort()
	case *net.UDPAddr:
		p = a.AddrPort()
	default:
		return p
	}
	return netip.AddrPortFrom(p.Addr().Unmap(), p.Port())
}

// household is what openings are counted by: one IPv4 address or one IPv6 /64,
// the least that one person is given.
func household(a netip.Addr) netip.Prefix { return prefix(a, 64) }

// network is what may be given to one customer and hold many households: an
// IPv6 /48 has 65,536 (RFC 6177 section 2). Of IPv4 it is the one address, for
// those next to it are other people's.
func network(a netip.Addr) netip.Prefix { return prefix(a, 48) }

// prefix is the network of an IPv6 address, as long as bits says, or the one
// IPv4 address.
func prefix(a netip.Addr, bits int) netip.Prefix {
	a = a.Unmap().WithZone("")
	if a.Is4() {
		bits = 32
	}
	p, err := a.Prefix(bits)
	if err != nil {
		return netip.Prefix{} // not an address: all such are one household
	}
	return p
}
