package control

import (
	"net"
	"time"
)

const (
	// taken is the server's first byte.
	taken = 1

	// patience is what a peer has for its request, and again for the answer.
	patience = 5 * time.Second

	// lastPatience takes its place once the server is closing.
	lastPatience = time.Second
)

// converse serves one connection and closes it. What goes wrong is the other
// end's to report: it gets no answer.
func (s *Server) converse(conn net.Conn) {
	defer s.forget(conn)
	defer func() { _ = recover() }() // a request that answer cannot bear harms no other
	s.allow(conn)
	if _, err := conn.Write([]byte{taken}); err != nil {
		return
	}
	request, err := readMessage(conn)
	if err != nil {
		return
	}
	answer := s.answer(request)
	s.allow(conn)
	_ = writeMessage(conn, answer)
}

// allow gives the peer its time from now on.
func (s *Server) allow(conn net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[conn] = struct{}{}
	limit := patience
	if s.closing {
		limit = lastPatience
	}
	_ = conn.SetDeadline(time.Now().Add(limit))
}

// hurry shortens the time of all peers, those that come now too.
func (s *Server) hurry() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closing = true
	for conn := range s.open {
		_ = conn.SetDeadline(time.Now().Add(lastPatience))
	}
}

func (s *Server) forget(conn net.Conn) {
	s.mu.Lock()
	delete(s.open, conn)
	s.mu.Unlock()
	_ = conn.Close()
}
