package pcp

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"time"
)

// Pauses before a question is sent again.
const (
	firstPause = 300 * time.Millisecond
	nextPause  = 500 * time.Millisecond
)

// exchange asks one question from a socket of its own.
func (c *Client) exchange(ctx context.Context, p Protocol, question []byte, read func([]byte) (answer, error)) (answer, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(c.open, func() { cancel(context.Cause(c.open)) })()
	socket, err := c.socket()
	if err != nil {
		return answer{}, fmt.Errorf("router %s: %w: %w", c.router.Addr(), ErrNoAnswer, err)
	}
	a, err := exchange(ctx, socket, question, read)
	switch {
	case err != nil:
		return answer{}, fmt.Errorf("router %s: %w: %w", c.router.Addr(), ErrNoAnswer, err)
	case a.result != 0:
		return answer{}, fmt.Errorf("router %s: %w", c.router.Addr(), &ResultError{p, a.result})
	}
	return a, nil
}

// socket is connected, so that the system drops what comes from elsewhere.
func (c *Client) socket() (net.Conn, error) {
	var from *net.UDPAddr
	if c.local.IsValid() {
		from = net.UDPAddrFromAddrPort(netip.AddrPortFrom(c.local, 0))
	}
	return net.DialUDP("udp", from, net.UDPAddrFromAddrPort(c.router))
}

// exchange sends a question until read takes an answer for one, and closes the
// socket.
func exchange(ctx context.Context, socket net.Conn, question []byte, read func([]byte) (answer, error)) (answer, error) {
	defer socket.Close()
	defer context.AfterFunc(ctx, func() { _ = socket.Close() })()
	b := make([]byte, maxMessage+1)
	for pause := firstPause; ; pause = nextPause {
		if err := socket.SetDeadline(time.Now().Add(pause)); err != nil {
			return answer{}, reason(ctx, err)
		}
		if _, err := socket.Write(question); err != nil && !passes(err) {
			return answer{}, reason(ctx, err)
		}
		a, err := await(socket, b, read)
		if err == nil {
			return a, nil
		}
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			return answer{}, reason(ctx, err)
		}
	}
}

// await passes over what is no answer until the socket's deadline. A router that
// does not listen, or is not there, may do so and be there a moment later.
func await(socket net.Conn, b []byte, read func([]byte) (answer, error)) (answer, error) {
	for {
		n, err := socket.Read(b)
		if err != nil && passes(err) {
			continue
		}
		if err != nil {
			return answer{}, err
		}
		if a, err := read(b[:n]); err == nil {
			return a, nil
		}
	}
}

// reason is why a socket failed: that it was closed is not the whole of it.
func reason(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}
