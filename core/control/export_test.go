package control

import "net"

// NewServer gives one that listens nowhere.
func NewServer(answer func([]byte) []byte) *Server {
	s := newServer()
	s.answer = answer
	return s
}

// Converse serves one connection and returns at its end.
func (s *Server) Converse(conn net.Conn) { s.converse(conn) }

// Hurry is what Close does to the peers.
func (s *Server) Hurry() { s.hurry() }
