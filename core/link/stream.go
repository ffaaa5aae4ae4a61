package link

import (
	"errors"
	"io"
	"net"
	"sync"

	"github.com/quic-go/quic-go"
)

// Why a QUIC connection was ended, as the other end is told (RFC 9000 section
// 20.2). TCP has alerts for it.
const (
	codeOver    quic.ApplicationErrorCode = 0
	codeBusy    quic.ApplicationErrorCode = 1
	codeBlocked quic.ApplicationErrorCode = 2
)

// stream is a QUIC connection and its one stream, as socket wants a connection.
type stream struct {
	*quic.Stream
	conn *quic.Conn
	free func() // what is below it, once
}

func newStream(s *quic.Stream, conn *quic.Conn, free func()) *stream {
	return &stream{Stream: s, conn: conn, free: sync.OnceFunc(free)}
}

func (s *stream) LocalAddr() net.Addr  { return s.conn.LocalAddr() }
func (s *stream) RemoteAddr() net.Addr { return s.conn.RemoteAddr() }

func (s *stream) Read(b []byte) (int, error) {
	n, err := s.Stream.Read(b)
	return n, meaning(err)
}

func (s *stream) Write(b []byte) (int, error) {
	n, err := s.Stream.Write(b)
	return n, meaning(err)
}

// CloseWrite ends this half after all that was written.
func (s *stream) CloseWrite() error { return s.Stream.Close() }

// Close ends the connection, and drops what was not sent yet.
func (s *stream) Close() error {
	err := s.conn.CloseWithError(codeOver, "")
	s.free()
	return err
}

// meaning names what ended a connection as TCP's ends are named.
func meaning(err error) error {
	var app *quic.ApplicationError
	var idle *quic.IdleTimeoutError
	var transport *quic.TransportError
	switch {
	case err == nil, errors.Is(err, io.EOF):
		return err
	case errors.As(err, &app) && app.Remote && app.ErrorCode == codeOver:
		return io.EOF
	case errors.As(err, &app) && app.Remote && app.ErrorCode == codeBusy:
		return ErrBusy
	case errors.As(err, &app) && app.Remote && app.ErrorCode == codeBlocked:
		return ErrRefusedBlocked
	case errors.As(err, &transport) && transport.Remote && transport.ErrorCode == quic.ConnectionRefused:
		return ErrRefusedBlocked
	case errors.As(err, &idle):
		return ErrSilent
	default:
		return err
	}
}

// plain is the channel of a QUIC connection: what is written on its stream is
// encrypted below.
type plain struct {
	*socket
	stream *stream
}

// CloseWrite ends this half.
func (p plain) CloseWrite() error { return p.stream.CloseWrite() }
