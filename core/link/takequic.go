package link

import (
	"context"
	"crypto/tls"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/quic-go/quic-go"
)

// TakeQUIC lets QUIC connections in over a socket through which packets pass to
// one other computer and back; packets from elsewhere are dropped unread. Guard,
// Hold, Dropped and the places are those of every connection. The listener owns
// the socket from now on and closes it when there was no connection for a minute,
// or when it is closed and the last connection has ended. Any goroutine may call
// it; it does not wait.
func (l *Listener) TakeQUIC(socket net.PacketConn, from netip.Addr) {
	if !l.begin() {
		_ = socket.Close()
		return
	}
	s := &udpSocket{l: l, socket: socket, unused: make(chan struct{}), serving: true}
	s.idle = time.AfterFunc(l.limits.idle, s.expire)
	s.transport = &quic.Transport{
		Conn:                             newOnly(socket, from),
		VerifySourceAddress:              func(net.Addr) bool { return true },
		ConnContext:                      s.knock,
		DisableVersionNegotiationPackets: true,
	}
	// Early: so that there is something to close when room has to be made.
	listener, err := s.transport.ListenEarly(s.tls(), hostQUIC(l.limits))
	if err != nil {
		s.idle.Stop()
		_ = s.transport.Close()
		_ = socket.Close()
		l.accepting.Done()
		return
	}
	go s.run(listener)
}

// udpSocket serves the connections of one punched path. It is there until it
// serves no more and the last connection has ended.
type udpSocket struct {
	l         *Listener
	socket    net.PacketConn
	transport *quic.Transport
	unused    chan struct{} // closed when it was idle for too long
	idle      *time.Timer

	mu      sync.Mutex // guards what follows
	serving bool       // until run has ended
	users   int        // connections, from Guard to their end
	early   map[*arrival]struct{}
	refused netip.AddrPort // last
	until   time.Time      // it is refused without asking again
}

func (s *udpSocket) tls() *tls.Config {
	c := s.l.config.Clone()
	c.GetConfigForClient = s.hello
	return c
}

// run accepts until the listener ends, the socket fails or nobody came.
func (s *udpSocket) run(listener *quic.EarlyListener) {
	defer s.l.accepting.Done()
	accepted := make(chan struct{})
	go func() {
		defer close(accepted)
		accept(listener)
	}()
	select {
	case <-s.l.life.Done():
		s.settle()
	case <-s.unused:
	case <-accepted:
	}
	s.idle.Stop()
	_ = listener.Close()
	<-accepted
	s.mu.Lock()
	s.serving = false
	last := s.users == 0
	s.mu.Unlock()
	if last {
		s.free()
	}
}

// accept gives each connection to the goroutine that waits for it.
func accept(listener *quic.EarlyListener) {
	for {
		// It gives what is left, and then an error, when the listener is closed.
		q, err := listener.Accept(context.Background())
		if err != nil {
			return
		}
		arrivalOf(q.Context()).came <- q
	}
}

// settle waits until those before or in Hold have been told, each what is true
// of it: quic-go would refuse them all, as if they were blocked. Of a first message
// that has not come in whole the rest is on its way, or never comes.
func (s *udpSocket) settle() {
	patience, patient := time.After(s.l.limits.linger), true
	for a := s.unsettled(patient); a != nil; a = s.unsettled(patient) {
		select {
		case <-a.settled:
		case <-patience:
			patient = false
		}
	}
}

// unsettled gives one of those before or in Hold, nil if there is none; all: also
// one whose first message has not come in whole.
func (s *udpSocket) unsettled(all bool) *arrival {
	s.mu.Lock()
	defer s.mu.Unlock()
	for a := range s.early {
		if all || a.heard {
			return a
		}
	}
	return nil
}

// enter counts a connection, and keeps the socket while there is one.
func (s *udpSocket) enter(a *arrival) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users++
	s.idle.Stop()
	if s.early == nil {
		s.early = make(map[*arrival]struct{})
	}
	s.early[a] = struct{}{}
}

// leave undoes enter. It returns when nothing is left that it was the last to
// use.
func (s *udpSocket) leave() {
	s.mu.Lock()
	s.users--
	unused := s.users == 0
	serving := s.serving
	if unused && serving {
		s.idle.Reset(s.l.limits.idle)
	}
	s.mu.Unlock()
	if unused && !serving {
		s.free()
	}
}

// expire ends a socket that nobody uses.
func (s *udpSocket) expire() {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.unused:
	default:
		if s.users == 0 {
			close(s.unused)
		}
	}
}

func (s *udpSocket) free() {
	_ = s.transport.Close()
	_ = s.socket.Close()
}
