package link

import (
	"context"
	"fmt"
	"net"
	"net/netip"

	"github.com/quic-go/quic-go"
)

// DialQUIC does QUIC, in 10 s, as the guest over a socket through which packets
// pass both ways. Only those of to are taken. The host hears of the connection
// with the first frame, so the guest speaks first. The error is as Dial's; ErrBusy
// may also be that of the first Read. The connection owns the socket from now on:
// it closes it with itself, and when the dial fails.
func DialQUIC(ctx context.Context, socket net.PacketConn, to netip.AddrPort) (*Conn, error) {
	return dialQUIC(ctx, socket, to, standard())
}

func dialQUIC(ctx context.Context, socket net.PacketConn, to netip.AddrPort, limits limits) (*Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, limits.handshake)
	defer cancel()
	transport := &quic.Transport{Conn: newOnly(socket, to.Addr())}
	free := func() {
		_ = transport.Close()
		_ = socket.Close()
	}
	c, err := shakeQUIC(ctx, transport, to, limits, free)
	if err != nil {
		free()
		return nil, fmt.Errorf("dial %s over UDP: %w", to, err)
	}
	return c, nil
}

func shakeQUIC(ctx context.Context, t *quic.Transport, to netip.AddrPort, limits limits, free func()) (*Conn, error) {
	conn, err := t.Dial(ctx, net.UDPAddrFromAddrPort(to), clientTLS(), guestQUIC(limits))
	if err != nil {
		return nil, quicRefusal(err)
	}
	s, err := conn.OpenStream()
	if err != nil {
		_ = conn.CloseWithError(codeOver, "")
		return nil, quicRefusal(err)
	}
	return overQUIC(newStream(s, conn, free), limits)
}

// overQUIC makes the connection, of either end.
func overQUIC(s *stream, limits limits) (*Conn, error) {
	below := newSocket(s)
	return newConnOver(below, plain{below, s}, s.conn.ConnectionState().TLS, limits)
}
