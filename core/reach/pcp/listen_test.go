package pcp_test

import (
	"net"
	"net/netip"
	"testing"

	"golang.org/x/net/ipv4"

	"realtalk/core/reach/pcp"
)

// loopback is a card that multicasts come by, if the system plays along.
func loopback(t *testing.T) net.Interface {
	t.Helper()
	all, err := net.Interfaces()
	if err != nil {
		t.Fatal(err)
	}
	for _, card := range all {
		if card.Flags&net.FlagLoopback != 0 {
			card.Flags |= net.FlagMulticast
			return card
		}
	}
	t.Skip("there is no loopback card")
	return net.Interface{}
}

// sender sends to all computers behind a loopback card, from a port of its own.
func sender(t *testing.T, card net.Interface, port int) func([]byte) {
	t.Helper()
	socket, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port})
	if err != nil {
		t.Skip("another program speaks as a router here: ", err)
	}
	t.Cleanup(func() { _ = socket.Close() })
	p := ipv4.NewPacketConn(socket)
	if err := p.SetMulticastInterface(&card); err != nil {
		t.Skip("loopback takes no multicasts: ", err)
	}
	if err := p.SetMulticastLoopback(true); err != nil {
		t.Fatal(err)
	}
	return func(b []byte) {
		if _, err := socket.WriteTo(b, &net.UDPAddr{IP: net.IPv4(224, 0, 0, 1), Port: 5350}); err != nil {
			t.Skip("loopback takes no multicasts: ", err)
		}
	}
}

// What is heard is told once, in order, and nothing else is. Cards that cannot be
// joined, before and after, do not matter.
func TestListenAnnouncements(t *testing.T) {
	card := loopback(t)
	gone := net.Interface{Index: 1 << 30, Name: "gone", Flags: net.FlagUp | net.FlagMulticast}
	heard := make(chan pcp.Announcement, 100)
	l, err := pcp.ListenOn([]net.Interface{gone, card, gone}, func(a pcp.Announcement) { heard <- a })
	if err != nil {
		t.Fatal(err)
	}
	router, other := sender(t, card, pcp.Port), sender(t, card, 0)
	announce := append([]byte{2, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5}, make([]byte, 12)...)
	address := []byte{0, 0x80, 0, 0, 0, 0, 0, 6, 203, 0, 113, 9}
	other(announce) // of no router
	router(with(announce, 1, 0))
	router(announce[:23])
	router(make([]byte, 1500))
	router(announce)
	router(address)
	for _, want := range []pcp.Announcement{
		{From: netip.MustParseAddr("127.0.0.1"), Protocol: pcp.PCP, Epoch: 5},
		{From: netip.MustParseAddr("127.0.0.1"), Protocol: pcp.NATPMP, Epoch: 6, External: netip.MustParseAddr("203.0.113.9")},
	} {
		if is := <-heard; is != want {
			t.Errorf("heard %+v, not %+v", is, want)
		}
	}
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if len(heard) != 0 {
		t.Errorf("heard %+v too", <-heard)
	}
}

func TestNoCardToListenOn(t *testing.T) {
	down := loopback(t)
	down.Flags &^= net.FlagUp
	gone := net.Interface{Index: 1 << 30, Name: "gone", Flags: net.FlagUp | net.FlagMulticast}
	for _, cards := range [][]net.Interface{nil, {down}, {gone, gone}} {
		if l, err := pcp.ListenOn(cards, func(pcp.Announcement) {}); err == nil {
			t.Error("listens on ", cards)
			_ = l.Close()
		}
	}
}
