package nearby

import (
	"errors"
	"fmt"
	"net"
	"net/netip"

	"golang.org/x/net/ipv4"
	"golang.org/x/net/ipv6"
)

const (
	port = 5353
	hops = 255 // RFC 6762, section 11

	maxFailures = 16 // to read, in a row
)

var (
	group4 = netip.MustParseAddr("224.0.0.251")
	group6 = netip.MustParseAddr("ff02::fb")

	errNoFamily = errors.New("no address of that kind")
)

// socket hears and speaks IPv4 or IPv6 on one card.
type socket struct {
	*net.UDPConn
	card  card
	group netip.AddrPort
}

// listen opens the port that all multicast DNS of a computer shares. Each card
// has its own socket, since Windows does not tell what card a packet came by.
func listen(c card, v6 bool) (*socket, error) {
	if _, ok := c.source(v6); !ok {
		return nil, errNoFamily
	}
	group := c.group(v6)
	conn, err := net.ListenMulticastUDP(network(v6), &c.iface, net.UDPAddrFromAddrPort(group))
	if err != nil {
		return nil, err
	}
	return prepare(conn, c, v6)
}

// ask opens a port of its own, to which the answers come back alone: through
// firewalls that let nothing in that was not asked for, and whoever else has the
// shared port on this computer.
func ask(c card, v6 bool) (*socket, error) {
	from, ok := c.source(v6)
	if !ok {
		return nil, errNoFamily
	}
	conn, err := net.ListenUDP(network(v6), net.UDPAddrFromAddrPort(netip.AddrPortFrom(from, 0)))
	if err != nil {
		return nil, err
	}
	return prepare(conn, c, v6)
}

func network(v6 bool) string {
	if v6 {
		return "udp6"
	}
	return "udp4"
}

func (c card) group(v6 bool) netip.AddrPort {
	if v6 {
		return netip.AddrPortFrom(group6.WithZone(c.iface.Name), port)
	}
	return netip.AddrPortFrom(group4, port)
}

// prepare sends by this card and lets other programs of this computer hear it.
func prepare(conn *net.UDPConn, c card, v6 bool) (*socket, error) {
	var err error
	if v6 {
		p := ipv6.NewPacketConn(conn)
		err = errors.Join(p.SetMulticastInterface(&c.iface), p.SetMulticastLoopback(true), p.SetMulticastHopLimit(hops), p.SetHopLimit(hops))
	} else {
		p := ipv4.NewPacketConn(conn)
		err = errors.Join(p.SetMulticastInterface(&c.iface), p.SetMulticastLoopback(true), p.SetMulticastTTL(hops), p.SetTTL(hops))
	}
	if err != nil {
		conn.Close()
		return nil, fmt.Errorf("set up %s: %w", c.iface.Name, err)
	}
	return &socket{conn, c, c.group(v6)}, nil
}

// both opens a socket for each family that the card has. None, if none can be
// had: another program keeps the port for itself, or the card is going away.
func both(open func(card, bool) (*socket, error), c card) []*socket {
	var all []*socket
	for _, v6 := range []bool{false, true} {
		if s, err := open(c, v6); err == nil {
			all = append(all, s)
		}
	}
	return all
}

// tell sends to everybody behind the card. What is lost is sent again later.
func (s *socket) tell(packet []byte) { s.WriteToUDPAddrPort(packet, s.group) }

// hear hands each packet from the card's own networks on, until the socket is
// closed or does nothing but fail. The packet is valid during the call.
func (s *socket) hear(on func(packet []byte, from netip.AddrPort)) {
	buffer := make([]byte, maxPacket)
	for failures := 0; failures < maxFailures; {
		n, from, err := s.ReadFromUDPAddrPort(buffer)
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil { // of one packet, as a rule: it was too long, or one sent did not arrive
			failures++
			continue
		}
		failures = 0
		if a, ok := s.card.near(from.Addr()); ok {
			on(buffer[:n], netip.AddrPortFrom(a, from.Port()))
		}
	}
}
