package link

import (
	"net"
	"net/netip"
)

// addrPort gives the plain form of an address: IPv4 is IPv4 even when it came
// through a socket that speaks both. The zero value stands for what is no TCP
// address.
func addrPort(a net.Addr) netip.AddrPort {
	tcp, ok := a.(*net.TCPAddr)
	if !ok {
		return netip.AddrPort{}
	}
	p := tcp.AddrPort()
	return netip.AddrPortFrom(p.Addr().Unmap(), p.Port())
}

// household is what openings are counted by: one IPv4 address or one IPv6 /64,
// the least that one person is given.
func household(a netip.Addr) netip.Prefix {
	a = a.Unmap().WithZone("")
	bits := 32
	if a.Is6() {
		bits = 64
	}
	p, err := a.Prefix(bits)
	if err != nil {
		return netip.Prefix{} // not an address: all such are one household
	}
	return p
}
