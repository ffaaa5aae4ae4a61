package pcp

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"sync"

	"golang.org/x/net/ipv4"
	"golang.org/x/net/ipv6"
)

// Groups that routers tell: all computers of the network (RFC 6887 section
// 14.1.3, RFC 6886 section 3.2.1).
var (
	group4 = &net.UDPAddr{IP: net.IPv4(224, 0, 0, 1), Port: 5350}
	group6 = &net.UDPAddr{IP: net.ParseIP("ff02::1"), Port: 5350}
)

const maxFailures = 16 // to read, in a row

// ListenAnnouncements calls on for each announcement until it is closed, on two
// goroutines of its own, one for each family, one call after the other on each.
// Close waits for them, so on must not call it.
//
// Anybody on the network can send an announcement, at any rate. The caller must
// take those alone whose From is a router that it asked before, and not do more
// than ask that router again, and not more often than it would bear.
//
// It listens on the cards that are there now, and sends nothing but what joins
// their groups; after the computer's addresses changed, listen anew. A card that
// cannot be joined does not matter. The error is the system's, if none can.
func ListenAnnouncements(on func(Announcement)) (io.Closer, error) {
	cards, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("listen to routers: %w", err)
	}
	l, err := listen(cards, on)
	if err != nil {
		return nil, fmt.Errorf("listen to routers: %w", err)
	}
	return l, nil
}

func listen(cards []net.Interface, on func(Announcement)) (*listener, error) {
	socket4, err4 := join4(cards)
	socket6, err6 := join6(cards)
	if err4 != nil && err6 != nil {
		return nil, errors.Join(err4, err6)
	}
	l := &listener{}
	for _, socket := range []*net.UDPConn{socket4, socket6} {
		if socket != nil {
			l.sockets = append(l.sockets, socket)
			l.reading.Go(func() { hear(socket, on) })
		}
	}
	return l, nil
}

type listener struct {
	sockets []*net.UDPConn
	reading sync.WaitGroup
}

// Close ends listening; on is not called after it.
func (l *listener) Close() error {
	for _, s := range l.sockets {
		_ = s.Close() // it only ever fails for being closed
	}
	l.reading.Wait()
	return nil
}

func join4(cards []net.Interface) (*net.UDPConn, error) {
	return join(cards, "udp4", group4, func(s *net.UDPConn, card *net.Interface) error {
		return ipv4.NewPacketConn(s).JoinGroup(card, group4)
	})
}

func join6(cards []net.Interface) (*net.UDPConn, error) {
	return join(cards, "udp6", group6, func(s *net.UDPConn, card *net.Interface) error {
		return ipv6.NewPacketConn(s).JoinGroup(card, group6)
	})
}

var errNoCard = errors.New("no card that multicasts come by")

// join opens a socket that hears a group on every card that can. It is one for
// all, since Linux gives each socket what came by any card.
func join(cards []net.Interface, network string, group *net.UDPAddr, more func(*net.UDPConn, *net.Interface) error) (*net.UDPConn, error) {
	var socket *net.UDPConn
	err := errNoCard
	for _, card := range cards {
		if card.Flags&net.FlagUp == 0 || card.Flags&net.FlagMulticast == 0 {
			continue
		}
		if socket != nil {
			_ = more(socket, &card)
			continue
		}
		socket, err = net.ListenMulticastUDP(network, &card, group)
	}
	if socket == nil {
		return nil, err
	}
	return socket, nil
}

// hear hands on what comes, until the socket is closed or does nothing but fail.
func hear(s *net.UDPConn, on func(Announcement)) {
	b := make([]byte, maxMessage+1)
	for failures := 0; failures < maxFailures; {
		n, from, err := s.ReadFromUDPAddrPort(b)
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil { // of one packet, as a rule
			failures++
			continue
		}
		failures = 0
		if a, ok := told(b[:n], from); ok {
			on(a)
		}
	}
}

// told reads an announcement that came from a router's port.
func told(b []byte, from netip.AddrPort) (Announcement, bool) {
	a, err := readAnnouncement(b)
	a.From = from.Addr().Unmap()
	return a, err == nil && from.Port() == Port
}
