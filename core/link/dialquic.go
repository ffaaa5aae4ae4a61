package link

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"

	"github.com/quic-go/quic-go"
)

// DialQUIC does QUIC, in 10 s, as the guest over a socket through which packets
// pass both ways. Only those of to are taken. The error is as Dial's. The
// connection owns the socket from now on: it closes it with itself, and when the
// dial fails.
func DialQUIC(ctx context.Context, socket net.PacketConn, to netip.AddrPort) (*Conn, error) {
	limits := standard()
	ctx, cancel := context.WithTimeout(ctx, limits.handshake)
	defer cancel()
	transport := &quic.Transport{Conn: newOnly(socket, to.Addr())}
	free := func() {
		_ = transport.Close()
		_ = socket.Close()
	}
	c, err := dialQUIC(ctx, transport, to, limits, free)
	if err != nil {
		free()
		return nil, fmt.Errorf("dial %s over UDP: %w", to, err)
	}
	return c, nil
}

func dialQUIC(ctx context.Context, t *quic.Transport, to netip.AddrPort, limits limits, free func()) (*Conn, error) {
	conn, err := t.Dial(ctx, net.UDPAddrFromAddrPort(to), clientTLS(), quicConfig(-1, limits.handshake))
	if err != nil {
		return nil, quicRefusal(err)
	}
	s, err := conn.OpenStream()
	if err != nil {
		return nil, errors.Join(err, conn.CloseWithError(codeOver, ""))
	}
	return overQUIC(newStream(s, conn, free), limits)
}

// overQUIC makes the connection, of either end.
func overQUIC(s *stream, limits limits) (*Conn, error) {
	below := newSocket(s)
	return newConnOver(below, plain{below, s}, s.conn.ConnectionState().TLS, limits)
}

// quicRefusal names what a failed handshake means, beside the error itself.
func quicRefusal(err error) error {
	var transport *quic.TransportError
	switch named := meaning(err); {
	case errors.Is(named, ErrRefusedBlocked), errors.Is(named, ErrBusy):
		return fmt.Errorf("%w (%w)", named, err)
	case errors.As(err, &transport) && transport.ErrorCode.IsCryptoError():
		return fmt.Errorf("%w (%w)", ErrNotRealTalk, err)
	default:
		return err
	}
}
