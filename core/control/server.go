package control

import (
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"sync"
	"time"
)

const (
	// workers is how many connections are served at a time.
	workers = 8

	// acceptPause lets the system recover, say from too many open files.
	acceptPause = 50 * time.Millisecond
)

// Server answers the other programs of this user until it is closed.
type Server struct {
	place    place
	listener *net.UnixListener
	answer   func(request []byte) []byte
	working  sync.WaitGroup
	shut     func() error

	mu      sync.Mutex // guards what follows
	closing bool
	open    map[net.Conn]struct{}
}

// Serve starts to listen in dir, the folder of a profile, which must be there
// and in which nobody else serves: the caller holds the right to host. answer
// is called on up to 8 goroutines at a time. It owns the request; what it gives
// must not be changed later. Answers over MaxMessage are not sent. A panic in
// it ends that connection, and the caller at the other end hears of an end
// without an answer.
func Serve(dir string, answer func(request []byte) []byte) (*Server, error) {
	s, err := listen(dir)
	if err != nil {
		return nil, fmt.Errorf("serve %s: %w", dir, err)
	}
	s.answer = answer
	for range workers {
		s.working.Go(s.work)
	}
	return s, nil
}

func listen(dir string) (*Server, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if err := sweep(dir); err != nil {
		return nil, err
	}
	at, err := choose(dir)
	if err != nil {
		return nil, err
	}
	listener, err := at.listen()
	if err != nil {
		return nil, errors.Join(err, at.leave())
	}
	if err := at.publish(); err != nil {
		return nil, errors.Join(err, listener.Close(), at.leave())
	}
	s := newServer()
	s.place, s.listener = at, listener
	return s, nil
}

func newServer() *Server {
	s := &Server{open: map[net.Conn]struct{}{}}
	s.shut = sync.OnceValue(s.end)
	return s
}

// work serves one connection after another, until the listener is closed.
func (s *Server) work() {
	for {
		conn, err := s.listener.AcceptUnix()
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil:
			time.Sleep(acceptPause)
		case sameUser(conn) != nil:
			_ = conn.Close() // unread
		default:
			s.converse(conn)
		}
	}
}

// Close ends the server, leaves nothing of it in the file system, and waits for
// its goroutines: for the answers under way as long as they take, for each peer
// 1 s at most. Who was told that its request is taken still gets its answer.
// Close may be called often and from any goroutine, but not by answer.
func (s *Server) Close() error { return s.shut() }

func (s *Server) end() error {
	err := errors.Join(s.place.unpublish(), s.listener.Close())
	s.hurry()
	s.working.Wait()
	if err = errors.Join(err, s.place.leave()); err != nil {
		return fmt.Errorf("close %s: %w", s.place.dir, err)
	}
	return nil
}
