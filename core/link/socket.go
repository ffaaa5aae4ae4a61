package link

import (
	"errors"
	"net"
	"os"
	"sync"
	"time"
)

// sendBuffer bounds what the kernel holds for a reader that is behind (Linux
// doubles it for its own needs).
const sendBuffer = 64 << 10

// socket is a net.Conn that keeps the deadlines of everything above it. A
// deadline at which the peer took or sent some bytes is no deadline after
// admission; crypto/tls cannot tell that, so it is told here.
type socket struct {
	net.Conn

	mu      sync.Mutex // guards what follows; never held while bytes move
	readBy  time.Time  // hard end of the frame or handshake; zero: none
	writeBy time.Time
	silence time.Duration // longest wait for a byte; 0: any
	stall   time.Duration // longest wait until a byte is taken; 0: any
	spoke   bool          // something was written
	expired bool          // by expire
	over    bool          // nobody reads or writes any more
}

func newSocket(raw net.Conn) *socket {
	if tcp, ok := raw.(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(sendBuffer) // a wish; the kernel's default is safe, too
	}
	return &socket{Conn: raw}
}

// Read waits for the nearer of the frame's end and the peer's silence.
func (s *socket) Read(b []byte) (int, error) {
	if err := s.armRead(); err != nil {
		return 0, err
	}
	n, err := s.Conn.Read(b)
	if n == 0 && errors.Is(err, os.ErrDeadlineExceeded) && s.silent() {
		err = ErrSilent
	}
	return n, err
}

func (s *socket) armRead() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return ErrClosed
	}
	by := s.readBy
	if s.silence > 0 {
		by = sooner(by, time.Now().Add(s.silence))
	}
	return s.Conn.SetReadDeadline(by)
}

// silent tells a silent peer from a frame that was late.
func (s *socket) silent() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.over && s.silence > 0 && (s.readBy.IsZero() || time.Now().Before(s.readBy))
}

// Write goes on for as long as the peer takes something. It looks again four
// times per stall, because a kernel that has room for a few bytes does not
// always say so (Linux waits until a third of the buffer is free).
func (s *socket) Write(b []byte) (int, error) {
	done, taken := 0, time.Now()
	for {
		if err := s.armWrite(); err != nil {
			return done, err
		}
		n, err := s.Conn.Write(b[done:])
		if n > 0 {
			taken = time.Now()
		}
		done += n
		if done == len(b) || !errors.Is(err, os.ErrDeadlineExceeded) {
			return done, err
		}
		if err := s.spent(taken); err != nil {
			return done, err
		}
	}
}

func (s *socket) armWrite() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return ErrClosed
	}
	s.spoke = true
	by := s.writeBy
	if s.stall > 0 {
		by = sooner(by, time.Now().Add(s.stall/4))
	}
	return s.Conn.SetWriteDeadline(by)
}

// spent gives the reason to stop writing after a deadline, nil to go on.
func (s *socket) spent(taken time.Time) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	switch {
	case s.over:
		return ErrClosed
	case !s.writeBy.IsZero() && !now.Before(s.writeBy):
		return os.ErrDeadlineExceeded
	case s.stall > 0 && now.Sub(taken) >= s.stall:
		return ErrSlow
	}
	return nil
}

// admit replaces the hard ends of the opening by stall and silence.
func (s *socket) admit(stall, silence time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stall, s.silence = stall, silence
	s.readBy, s.writeBy = time.Time{}, time.Time{}
}

// frameBy sets the hard end of the frame that is read next.
func (s *socket) frameBy(t time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.readBy = t
}

// flushBy sets the hard end of what is written, also of a write under way.
func (s *socket) flushBy(t time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.writeBy = t
	if !s.over {
		_ = s.Conn.SetWriteDeadline(t) // fails on a closed socket, which ends it too
	}
}

// extend moves the hard ends of reading and writing, unless expire came first.
func (s *socket) extend(by time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.expired {
		s.readBy, s.writeBy = by, by
	}
}

// expire makes reads and writes under way end now, with a timeout.
func (s *socket) expire() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.expired = true
	past := time.Unix(1, 0)
	s.readBy, s.writeBy = past, past
	_ = s.Conn.SetDeadline(past)
}

// retire makes all reads and writes, also those under way, end with an error;
// the socket under it is then free for whoever closes it.
func (s *socket) retire() net.Conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.over = true
	_ = s.Conn.SetDeadline(time.Unix(1, 0))
	return s.Conn
}

func (s *socket) hasSpoken() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.spoke
}

// cut closes so that the kernel forgets what the peer did not take, and the
// peer hears of it.
func (s *socket) cut() {
	raw := s.retire()
	if tcp, ok := raw.(interface{ SetLinger(int) error }); ok {
		_ = tcp.SetLinger(0)
	}
	_ = raw.Close()
}

// SetDeadline does nothing: crypto/tls would set five seconds of its own when
// it says goodbye.
func (s *socket) SetDeadline(time.Time) error { return nil }

// SetReadDeadline does nothing, as SetDeadline.
func (s *socket) SetReadDeadline(time.Time) error { return nil }

// SetWriteDeadline does nothing, as SetDeadline.
func (s *socket) SetWriteDeadline(time.Time) error { return nil }

// sooner gives the earlier of two times, of which a may be zero for never.
func sooner(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}
