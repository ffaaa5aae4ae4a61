package link

import (
	"errors"
	"net"
	"net/netip"
)

// only is a socket for one other computer: QUIC sees no packet of anybody else.
// Its port may change, as a home router may change it in the middle. It hides
// that it is a *net.UDPConn, since quic-go would print to standard error what it
// thinks of the kernel's buffers.
type only struct {
	net.PacketConn
	from netip.Addr
}

func newOnly(c net.PacketConn, from netip.Addr) only {
	if c, ok := c.(interface{ SetReadBuffer(int) error }); ok {
		_ = c.SetReadBuffer(2 * fullWindow) // a wish: what is lost is sent again
	}
	return only{c, from.Unmap().WithZone("")}
}

// ReadFrom passes over packets from elsewhere.
func (o only) ReadFrom(b []byte) (int, net.Addr, error) {
	for {
		n, from, err := o.PacketConn.ReadFrom(b)
		if err != nil || addrPort(from).Addr().WithZone("") == o.from {
			return n, from, err
		}
	}
}

// WriteTo counts a packet that could not be sent as lost on the way: quic-go
// would end the connection, and a network that is away for a second ends none of
// TCP either.
func (o only) WriteTo(b []byte, to net.Addr) (int, error) {
	if _, err := o.PacketConn.WriteTo(b, to); errors.Is(err, net.ErrClosed) {
		return 0, err
	}
	return len(b), nil
}

// SetReadBuffer and SetWriteBuffer are asked for before a warning is printed.
func (o only) SetReadBuffer(int) error { return nil }

// SetWriteBuffer is as SetReadBuffer.
func (o only) SetWriteBuffer(int) error { return nil }
