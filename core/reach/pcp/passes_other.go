//go:build !windows

package pcp

import (
	"errors"
	"syscall"
)

// passes tells a failure of one packet from one of the socket. What came back to
// a packet that was sent is reported by the next call.
func passes(err error) bool {
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, syscall.EHOSTUNREACH) || errors.Is(err, syscall.EHOSTDOWN)
}
