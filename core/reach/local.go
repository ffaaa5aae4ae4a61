package reach

import (
	"fmt"
	"net"
	"net/netip"
)

// LocalAddresses gives the addresses under which guests of the same network
// find this computer, best first; none if it is in no network. It asks the
// operating system anew each time, sends nothing and does not block. The error
// is that of the operating system.
func LocalAddresses() ([]netip.Addr, error) {
	cards, err := readCards()
	if err != nil {
		return nil, fmt.Errorf("list network cards: %w", err)
	}
	return order(cards), nil
}

func readCards() ([]card, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, err
	}
	lives, outward := lifetimes(), outwardAddr()
	var cards []card
	for _, i := range interfaces {
		addrs, err := i.Addrs()
		if err != nil {
			continue // it was unplugged just now
		}
		c := card{
			name:   i.Name,
			up:     i.Flags&net.FlagUp != 0 && i.Flags&net.FlagRunning != 0,
			tunnel: i.Flags&(net.FlagBroadcast|net.FlagLoopback) == 0 || i.Flags&net.FlagPointToPoint != 0,
		}
		for _, a := range addrs {
			addr, bits := toAddr(a)
			c.outward = c.outward || addr.IsValid() && addr == outward
			c.addrs = append(c.addrs, cardAddr{addr, lives[addr], bits})
		}
		cards = append(cards, c)
	}
	return cards, nil
}

// toAddr gives the zero Addr, which is never usable, for what is no IP address.
func toAddr(a net.Addr) (addr netip.Addr, bits int) {
	prefix, ok := a.(*net.IPNet)
	if !ok {
		return netip.Addr{}, 0
	}
	addr, _ = netip.AddrFromSlice(prefix.IP)
	bits, _ = prefix.Mask.Size()
	return addr.Unmap(), bits
}

// outwardAddr gives the address that the default route starts from, the zero
// Addr if there is none. Connecting a UDP socket asks the system for the route
// and sends nothing; the targets are for documentation (RFC 5737, RFC 3849) and
// belong to nobody.
func outwardAddr() netip.Addr {
	for _, target := range []string{"192.0.2.1:9", "[2001:db8::1]:9"} {
		conn, err := net.Dial("udp", target)
		if err != nil {
			continue
		}
		local := conn.LocalAddr().(*net.UDPAddr).AddrPort().Addr()
		conn.Close()
		return local.Unmap().WithZone("")
	}
	return netip.Addr{}
}
