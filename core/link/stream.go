package link

import (
	"net"
	"sync"
	"sync/atomic"

	"github.com/quic-go/quic-go"
)

// stream is a QUIC connection and its one stream, as socket wants a connection.
type stream struct {
	*quic.Stream
	conn *quic.Conn
	free func() // what is below it

	abrupt  atomic.Bool
	closing sync.Once
}

func newStream(s *quic.Stream, conn *quic.Conn, free func()) *stream {
	return &stream{Stream: s, conn: conn, free: free}
}

func isStream(raw net.Conn) bool {
	_, ok := raw.(*stream)
	return ok
}

func (s *stream) LocalAddr() net.Addr  { return s.conn.LocalAddr() }
func (s *stream) RemoteAddr() net.Addr { return s.conn.RemoteAddr() }

func (s *stream) Read(b []byte) (int, error) {
	n, err := s.Stream.Read(b)
	return n, readFault(err)
}

func (s *stream) Write(b []byte) (int, error) {
	n, err := s.Stream.Write(b)
	return n, writeFault(err)
}

// CloseWrite ends this half after all that was written.
func (s *stream) CloseWrite() error { return s.Stream.Close() }

// SetLinger makes the end that Close tells of no ordinary one.
func (s *stream) SetLinger(int) error {
	s.abrupt.Store(true)
	return nil
}

// Close ends the connection, drops what was not sent yet, and returns when
// nothing of it is left. Any goroutine may call it, often.
func (s *stream) Close() error {
	s.closing.Do(func() {
		code := codeOver
		if s.abrupt.Load() {
			code = codeCut
		}
		_ = s.conn.CloseWithError(code, "")
		s.free()
	})
	return nil
}

// plain is the channel of a QUIC connection: what is written on its stream is
// encrypted below.
type plain struct {
	*socket
	stream *stream
}

// CloseWrite ends this half.
func (p plain) CloseWrite() error { return p.stream.CloseWrite() }
