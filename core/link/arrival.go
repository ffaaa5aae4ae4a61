package link

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"github.com/quic-go/quic-go"
)

// arrival is a QUIC connection between Guard and its first frame.
type arrival struct {
	token   uint64
	turned  bool            // Guard had no answer: it hears that there is no room
	place   *opening        // nil if turned
	ctx     context.Context // ends when it has to make room, or the listener does
	cancel  context.CancelFunc
	came    chan *quic.Conn // room for one
	settled chan struct{}   // closed when it came, or never will
	heard   bool            // all of its first message; guarded by the socket's mu
}

type arrivalKey struct{}

func arrivalOf(ctx context.Context) *arrival {
	return ctx.Value(arrivalKey{}).(*arrival)
}

// refusalPause is how long packets of a refused attempt still come: a guest sends
// its first message in two, and again.
const refusalPause = time.Second

var errTurnedAway = errors.New("not let in")

// knock asks Guard, and gives the connection its place. Quic-go calls it before
// any cryptography, on the goroutine that takes first packets; alive ends with
// the connection.
func (s *udpSocket) knock(alive context.Context, info *quic.ClientInfo) (context.Context, error) {
	from := addrPort(info.RemoteAddr)
	token, no := s.guard(from)
	if no == alertAccessDenied {
		return nil, errTurnedAway
	}
	a := &arrival{
		token:   token,
		turned:  no != 0,
		came:    make(chan *quic.Conn, 1),
		settled: make(chan struct{}),
	}
	a.ctx, a.cancel = context.WithCancel(s.l.life)
	s.enter(a)
	if !a.turned {
		a.place = s.l.openings.enter(from.Addr(), a.cancel)
	}
	// Close waits for those who take packets before it waits for serving.
	s.l.serving.Go(func() { s.receive(alive, a) })
	return context.WithValue(alive, arrivalKey{}, a), nil
}

// guard asks Guard once for each attempt that it refuses, and nobody while there
// are too many whose first message has not come in whole: quic-go keeps those
// until their time is over, and has no way to end them.
func (s *udpSocket) guard(from netip.AddrPort) (token uint64, no alert) {
	s.mu.Lock()
	again := from == s.refused && time.Now().Before(s.until)
	full := s.unheard() >= s.l.limits.household[bare]
	s.mu.Unlock()
	switch {
	case again, full:
		return 0, alertAccessDenied
	case s.l.isClosed():
		return 0, alertInternalError // nobody is blocked: see settle
	}
	token, no = s.l.guard(from)
	if no == alertAccessDenied {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.refused, s.until = from, time.Now().Add(refusalPause)
	}
	return token, no
}

// unheard counts who has sent less than a whole first message. With mu held.
func (s *udpSocket) unheard() int {
	n := 0
	for a := range s.early {
		if !a.heard {
			n++
		}
	}
	return n
}

// hello is asked by crypto/tls when the guest's first message has come, before a
// key is agreed on: the place for Hold. An error is told as the alert
// internal_error, which is how the guest knows that there is no room.
func (s *udpSocket) hello(info *tls.ClientHelloInfo) (c *tls.Config, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = Panicked(p)
		}
	}()
	a := arrivalOf(info.Context())
	s.mu.Lock()
	a.heard = true
	s.mu.Unlock()
	if a.turned {
		return nil, ErrBusy
	}
	// The guest dials for as long as this; nothing tells when it gave up.
	ctx, cancel := context.WithTimeout(a.ctx, s.l.limits.handshake)
	defer cancel()
	if !s.l.options.Hold(ctx, a.token) || ctx.Err() != nil {
		return nil, ErrBusy
	}
	return nil, nil // go on as configured
}

// receive leads a connection to Accept, on a goroutine of its own.
func (s *udpSocket) receive(alive context.Context, a *arrival) {
	defer a.cancel()
	q := s.await(alive, a)
	var err error
	if q == nil {
		err = context.Cause(alive)
		s.leave()
	} else {
		err = s.admit(q, a)
	}
	if a.turned || err == nil {
		return
	}
	a.place.leave()
	switch {
	case s.l.isClosed():
		err = ErrClosed
	case a.place.gone():
		err = ErrBusy
	}
	s.l.drop(a.token, err)
}

// await waits for the end of Hold; nil: the connection ended before.
func (s *udpSocket) await(alive context.Context, a *arrival) (q *quic.Conn) {
	select {
	case q = <-a.came:
	case <-alive.Done():
		select {
		case q = <-a.came: // and has ended; it is closed once more
		default:
		}
	}
	s.mu.Lock()
	delete(s.early, a)
	s.mu.Unlock()
	close(a.settled)
	return q
}

// admit waits for the guest's stream and until Accept takes the connection; an
// error says why it did not, and the connection has ended.
func (s *udpSocket) admit(q *quic.Conn, a *arrival) error {
	c, err := s.open(q, a)
	if err != nil {
		code := codeCut
		if a.place.gone() {
			code = codeBusy
		}
		_ = q.CloseWithError(code, "")
		s.leave()
		return err
	}
	return s.l.offer(c, a.place, a.token)
}

func (s *udpSocket) open(q *quic.Conn, a *arrival) (c *Conn, err error) {
	defer func() {
		if p := recover(); p != nil {
			c, err = nil, Panicked(p)
		}
	}()
	ctx, cancel := context.WithTimeout(a.ctx, s.l.limits.handshake)
	defer cancel()
	first, err := q.AcceptStream(ctx)
	if err != nil {
		return nil, fmt.Errorf("quic with %s: %w", addrPort(q.RemoteAddr()), err)
	}
	return overQUIC(newStream(first, q, s.leave), s.l.limits)
}
