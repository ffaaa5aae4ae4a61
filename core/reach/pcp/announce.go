package pcp

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"sync"
)

// announcePort is where routers tell all computers of a change (RFC 6887 section
// 14.1.3, RFC 6886 section 3.2.1).
const announcePort = 5350

var groups = map[string]*net.UDPAddr{
	"udp4": {IP: net.IPv4(224, 0, 0, 1), Port: announcePort},
	"udp6": {IP: net.ParseIP("ff02::1"), Port: announcePort},
}

// Announcement is what a router tells without being asked: that it lost its
// mappings, or that its public address changed.
type Announcement struct {
	From     netip.Addr // with a zone if it is link-local
	Protocol Protocol
	External netip.Addr // NAT-PMP
	Epoch    uint32
}

// ListenAnnouncements calls on for each announcement, on goroutines of its own,
// until it is closed; Close waits for them. Anybody on the network can send one:
// the caller acts on those of its own router only, and does no more than ask that
// router. It sends nothing but what joins the groups. The error is that of the
// system, where no card can listen.
func ListenAnnouncements(on func(Announcement)) (io.Closer, error) {
	cards, err := net.Interfaces()
	if err != nil {
		return nil, err
	}
	l, failed := &listeners{}, errors.New("no network card hears groups")
	for _, card := range cards {
		if card.Flags&net.FlagUp == 0 || card.Flags&net.FlagMulticast == 0 {
			continue
		}
		for network, group := range groups {
			c, err := net.ListenMulticastUDP(network, &card, group)
			if err != nil {
				failed = err // one card that cannot is no matter
				continue
			}
			l.sockets = append(l.sockets, c)
			l.reading.Go(func() { hear(c, on) })
		}
	}
	if len(l.sockets) == 0 {
		return nil, fmt.Errorf("listen to routers: %w", failed)
	}
	return l, nil
}

// listeners are the sockets of both families.
type listeners struct {
	sockets []*net.UDPConn
	reading sync.WaitGroup
}

// Close stops listening.
func (l *listeners) Close() error {
	for _, c := range l.sockets {
		_ = c.Close()
	}
	l.reading.Wait()
	return nil
}

func hear(c *net.UDPConn, on func(Announcement)) {
	b := make([]byte, maxMessage+1)
	for {
		n, from, err := c.ReadFromUDPAddrPort(b)
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil || from.Port() != routerPort:
			continue
		}
		if a, ok := readAnnouncement(b[:n]); ok {
			a.From = from.Addr().Unmap()
			on(a)
		}
	}
}

// readAnnouncement reads an unasked answer of either protocol.
func readAnnouncement(b []byte) (Announcement, bool) {
	switch {
	case len(b) >= 24 && len(b) <= maxMessage && b[0] == version && b[1] == opAnnounce|response && b[3] == 0:
		return Announcement{Protocol: PCP, Epoch: binary.BigEndian.Uint32(b[8:])}, true
	case len(b) == 12 && b[0] == 0:
		a, err := readPMPExternal(b)
		if err != nil || a.code != 0 {
			return Announcement{}, false
		}
		return Announcement{Protocol: NATPMP, External: a.external.Addr(), Epoch: a.epoch}, true
	}
	return Announcement{}, false
}
