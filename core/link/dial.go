package link

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
)

// Dial connects to host:port and does TLS, in 10 s. The error is ErrRefusedBlocked
// when the host does not want this address, ErrBusy when it has no room now,
// ErrNotRealTalk when what answers is something else.
func Dial(ctx context.Context, address string) (*Conn, error) {
	return dial(ctx, address, standard())
}

func dial(ctx context.Context, address string, limits limits) (*Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, limits.handshake)
	defer cancel()
	dialer := net.Dialer{KeepAlive: -1} // pings do that
	raw, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("dial %s: %w", address, err)
	}
	c, err := secure(ctx, raw, limits)
	if err != nil {
		_ = raw.Close()
		return nil, fmt.Errorf("dial %s: %w", address, err)
	}
	return c, nil
}

// secure does the guest's side of TLS.
func secure(ctx context.Context, raw net.Conn, limits limits) (*Conn, error) {
	s := newSocket(raw)
	t := tls.Client(s, clientTLS())
	if err := t.HandshakeContext(ctx); err != nil {
		return nil, fmt.Errorf("tls: %w", refusal(err))
	}
	return newConn(s, t, limits)
}

// refusal names what a failed handshake means, beside the error itself.
func refusal(err error) error {
	kind := ErrNotRealTalk
	a, alerted := remoteAlert(err)
	switch {
	case a == alertAccessDenied:
		kind = ErrRefusedBlocked
	case a == alertInternalError:
		kind = ErrBusy
	case !alerted && networkFault(err):
		return err
	}
	return fmt.Errorf("%w (%w)", kind, err)
}

// networkFault tells a line that failed, or a caller that gave up, from an
// answer in another language; crypto/tls reports the latter in plain errors.
func networkFault(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op != "local error" ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, io.ErrUnexpectedEOF)
}
