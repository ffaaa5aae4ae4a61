//go:build linux

package lab

import (
	"context"
	"net"
)

// Listen listens on a computer, at an address of it, until the lab is taken
// down.
func (l *Lab) Listen(computer, network, address string) net.Listener {
	l.t.Helper()
	var made net.Listener
	l.check(l.Enter(computer, func() (err error) {
		made, err = net.Listen(network, address)
		return err
	}))
	l.t.Cleanup(func() { _ = made.Close() })
	return made
}

// ListenPacket opens a socket for packets on a computer, at an address of it,
// until the lab is taken down.
func (l *Lab) ListenPacket(computer, network, address string) net.PacketConn {
	l.t.Helper()
	var made net.PacketConn
	l.check(l.Enter(computer, func() (err error) {
		made, err = net.ListenPacket(network, address)
		return err
	}))
	l.t.Cleanup(func() { _ = made.Close() })
	return made
}

// Dial connects from a computer to an address. Any goroutine may call it, and
// http.Transport can be given it.
func (l *Lab) Dial(ctx context.Context, computer, network, address string) (net.Conn, error) {
	var made net.Conn
	err := l.Enter(computer, func() (err error) {
		made, err = new(net.Dialer).DialContext(ctx, network, address)
		return err
	})
	return made, err
}
