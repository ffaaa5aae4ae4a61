package link

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"time"

	"realtalk/core/wire"
)

// busy is what an opening hears that has to make room after TLS.
var busy = func() []byte {
	b, err := wire.Append(nil, &wire.Refused{Code: wire.RefusedBusy})
	if err != nil {
		panic(err) // a constant
	}
	return b
}()

// greet asks Guard and starts the opening. It runs on the goroutine that
// accepts and waits for nobody.
func (l *Listener) greet(raw net.Conn) {
	from := addrPort(raw.RemoteAddr())
	token, no := l.guard(from)
	if no != 0 {
		l.turnAway(raw, no)
		return
	}
	s := newSocket(raw)
	by := time.Now().Add(l.limits.handshake)
	s.frameBy(by)
	s.flushBy(by)
	ctx, cancel := context.WithCancel(l.life)
	place := l.openings.enter(from.Addr(), func() {
		s.expire()
		cancel()
	})
	l.serving.Go(func() {
		defer cancel()
		if err := l.serve(ctx, s, place, token); err != nil {
			l.drop(token, err)
		}
	})
}

// guard gives the alert for who may not go on, 0 for the others. A panic in
// Guard lets nobody in, but calls nobody blocked either.
func (l *Listener) guard(from netip.AddrPort) (token uint64, no alert) {
	defer func() {
		if recover() != nil {
			no = alertInternalError
		}
	}()
	l.guarding.Lock()
	defer l.guarding.Unlock()
	token, ok := l.options.Guard(from)
	if !ok {
		no = alertAccessDenied
	}
	return token, no
}

// turnAway tells who has no TLS yet why, and closes.
func (l *Listener) turnAway(raw net.Conn, a alert) {
	if err := sendPlainAlert(raw, a, l.limits.goodbye); err != nil {
		_ = raw.Close()
		return
	}
	l.lingerers.release(raw)
}

// crowded tells of an opening that lost its place to strangers.
func (l *Listener) crowded(from netip.Addr) {
	defer func() { _ = recover() }() // as drop
	l.options.Crowded(from)
}

func (l *Listener) drop(token uint64, reason error) {
	defer func() { _ = recover() }() // the owner's bug ends no chat
	l.options.Dropped(token, reason)
}

// serve does TLS and waits until Accept takes the connection; an error says why
// it did not.
func (l *Listener) serve(ctx context.Context, s *socket, place *opening, token uint64) error {
	c, err := l.open(ctx, s, token)
	if err != nil {
		place.leave()
		if place.gone() {
			err = ErrBusy
		}
		l.hangUp(s, errors.Is(err, ErrBusy))
		if l.isClosed() {
			return ErrClosed
		}
		return err
	}
	return l.offer(c, place, token)
}

// offer waits until Accept takes a connection; an error says why it did not, and
// the connection has ended.
func (l *Listener) offer(c *Conn, place *opening, token uint64) error {
	c.token = token
	c.opening, c.lingerers = place, l.lingerers
	place.secure(func() { c.finish(busy, ErrBusy) })
	select {
	case l.ready <- c:
		return nil
	case <-c.ended:
		return ErrBusy
	case <-l.life.Done():
		_ = c.Close()
		return ErrClosed
	}
}

// open waits until the connection may go on, and does TLS.
func (l *Listener) open(ctx context.Context, s *socket, token uint64) (c *Conn, err error) {
	defer func() {
		if p := recover(); p != nil {
			c, err = nil, Panicked(p)
		}
	}()
	if !l.options.Hold(ctx, token) {
		return nil, ErrBusy
	}
	if err := ctx.Err(); err != nil {
		return nil, err // whatever Hold said meanwhile
	}
	s.extend(time.Now().Add(l.limits.handshake))
	return l.handshake(s)
}

func (l *Listener) handshake(s *socket) (*Conn, error) {
	t := tls.Server(s, l.config)
	if err := t.HandshakeContext(l.life); err != nil {
		return nil, fmt.Errorf("tls with %s: %w", addrPort(s.RemoteAddr()), err)
	}
	return newConn(s, t, l.limits)
}

// hangUp ends an opening without TLS. Crypto/tls has told the peer what it did
// wrong; who only had to make room is told here, unless keys are in use.
func (l *Listener) hangUp(s *socket, busy bool) {
	spoke := s.hasSpoken()
	raw := s.retire()
	if busy && !spoke {
		l.turnAway(raw, alertInternalError)
		return
	}
	l.lingerers.release(raw)
}
