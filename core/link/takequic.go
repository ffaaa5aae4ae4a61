package link

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/quic-go/quic-go"
)

// idleSocket is how long a socket without a connection is kept: a guest whose
// connection broke while it typed may dial it once more.
const idleSocket = time.Minute

// TakeQUIC lets QUIC connections in over a socket through which packets pass to
// one other computer and back; packets from elsewhere are dropped unread. Guard
// is asked for each before any cryptography, once the address is proved (Retry,
// RFC 9000 section 8.1.2), Hold after the handshake, and the places are those of
// every connection. The listener owns the socket from now on and closes it when
// it was idle for a minute, or is closed and the last connection has ended. Any
// goroutine may call it; it does not wait.
func (l *Listener) TakeQUIC(socket net.PacketConn, from netip.Addr) {
	l.taking.Lock()
	defer l.taking.Unlock()
	if l.isClosed() {
		_ = socket.Close()
		return
	}
	s := &udpSocket{l: l, idle: time.NewTimer(idleSocket)}
	s.transport = &quic.Transport{
		Conn:                             newOnly(socket, from),
		VerifySourceAddress:              func(net.Addr) bool { return true },
		ConnContext:                      s.knock,
		DisableVersionNegotiationPackets: true,
	}
	listener, err := s.transport.Listen(l.config, quicConfig(1, l.limits.handshake))
	if err != nil {
		_ = socket.Close()
		return
	}
	go s.run(listener, socket)
}

// udpSocket serves the connections of one punched path.
type udpSocket struct {
	l         *Listener
	transport *quic.Transport
	idle      *time.Timer

	mu      sync.Mutex // guards what follows
	open    int        // connections
	empty   chan struct{}
	refused netip.AddrPort // last
	until   time.Time      // it is refused without asking again
}

// refusalPause is how long packets of a refused attempt still come: a guest sends
// its first message in two, and again.
const refusalPause = time.Second

// run accepts until the listener ends or nobody came for a minute, and frees the
// socket when the last connection has ended.
func (s *udpSocket) run(listener *quic.Listener, socket net.PacketConn) {
	ctx, cancel := context.WithCancel(s.l.life)
	defer cancel()
	go func() {
		select {
		case <-s.idle.C:
			cancel()
		case <-ctx.Done():
		}
	}()
	for {
		conn, err := listener.Accept(ctx)
		if err != nil {
			break
		}
		s.enter()
		go s.meet(conn)
	}
	_ = listener.Close()
	s.wait()
	_ = s.transport.Close()
	_ = socket.Close()
}

// enter and leave count connections, and keep the socket while there are any.
func (s *udpSocket) enter() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open++
	s.idle.Stop()
}

func (s *udpSocket) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open--; s.open > 0 {
		return
	}
	s.idle.Reset(idleSocket)
	if s.empty != nil {
		close(s.empty)
		s.empty = nil
	}
}

// wait returns when there is no connection any more.
func (s *udpSocket) wait() {
	s.mu.Lock()
	empty := make(chan struct{})
	if s.open == 0 {
		close(empty)
	} else {
		s.empty = empty
	}
	s.mu.Unlock()
	<-empty
}

// arrival is a connection between Guard and its first frame.
type arrival struct {
	token uint64
	place *opening
	ctx   context.Context // ends when it has to make room
}

type arrivalKey struct{}

var errTurnedAway = errors.New("not let in")

// knock asks Guard, and gives the connection its place. It is called before any
// key is made.
func (s *udpSocket) knock(ctx context.Context, info *quic.ClientInfo) (context.Context, error) {
	from := addrPort(info.RemoteAddr)
	token, ok := s.guard(from)
	if !ok {
		return nil, errTurnedAway
	}
	room, evict := context.WithCancel(ctx)
	a := &arrival{token: token, ctx: room, place: s.l.openings.enter(from.Addr(), evict)}
	context.AfterFunc(ctx, a.place.leave) // however it ends before it is a Conn
	return context.WithValue(ctx, arrivalKey{}, a), nil
}

// guard asks Guard once for each attempt.
func (s *udpSocket) guard(from netip.AddrPort) (token uint64, ok bool) {
	s.mu.Lock()
	again := from == s.refused && time.Now().Before(s.until)
	s.mu.Unlock()
	if again {
		return 0, false
	}
	token, refused := s.l.guard(from)
	if refused == 0 {
		return token, true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refused, s.until = from, time.Now().Add(refusalPause)
	return 0, false
}

// meet leads a connection whose handshake is done to Accept.
func (s *udpSocket) meet(conn *quic.Conn) {
	leave := sync.OnceFunc(s.leave)
	turnAway := func(code quic.ApplicationErrorCode) {
		_ = conn.CloseWithError(code, "")
		leave()
	}
	defer func() {
		if recover() != nil {
			turnAway(codeBusy)
		}
	}()
	a, ok := conn.Context().Value(arrivalKey{}).(*arrival)
	if !ok || !s.join() {
		turnAway(codeOver)
		return
	}
	defer s.l.serving.Done()
	err := s.serve(conn, a, leave)
	switch {
	case err == nil:
		return
	case errors.Is(err, ErrBusy):
		turnAway(codeBusy)
	default:
		turnAway(codeOver)
	}
	a.place.leave()
	s.l.drop(a.token, err)
}

// join counts a connection among those that Close waits for.
func (s *udpSocket) join() bool {
	s.l.taking.Lock()
	defer s.l.taking.Unlock()
	if s.l.isClosed() {
		return false
	}
	s.l.serving.Add(1)
	return true
}

// serve waits for the guest's stream and until Accept takes the connection; an
// error says why it did not. leave is called when the connection has ended.
func (s *udpSocket) serve(conn *quic.Conn, a *arrival, leave func()) error {
	ctx, cancel := context.WithCancel(a.ctx)
	defer cancel()
	stop := context.AfterFunc(s.l.life, cancel)
	defer stop()
	if !s.l.options.Hold(ctx, a.token) {
		return ErrBusy
	}
	limited, end := context.WithTimeout(ctx, s.l.limits.handshake)
	defer end()
	first, err := conn.AcceptStream(limited)
	switch {
	case a.place.gone():
		return ErrBusy
	case s.l.isClosed():
		return ErrClosed
	case err != nil:
		return err
	}
	c, err := overQUIC(newStream(first, conn, leave), s.l.limits)
	if err != nil {
		return err
	}
	c.opening, c.lingerers, c.token = a.place, s.l.lingerers, a.token
	a.place.secure(func() { c.finish(busy, ErrBusy) })
	if err := s.l.offer(c); err != nil {
		// The connection ends itself, and leaves by its own end.
		s.l.drop(a.token, err)
	}
	return nil
}
