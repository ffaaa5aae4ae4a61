package pcp

import (
	"io"
	"net"
	"net/netip"
)

// DialPort is Dial to a router that listens at another port.
func DialPort(gateway, local netip.Addr, port uint16) (*Client, error) {
	return dial(gateway, local, port)
}

// ListenOn is ListenAnnouncements on some cards.
func ListenOn(cards []net.Interface, on func(Announcement)) (io.Closer, error) {
	return listen(cards, on)
}
