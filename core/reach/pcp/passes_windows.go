package pcp

import (
	"errors"

	"golang.org/x/sys/windows"
)

// passes tells a failure of one packet from one of the socket. What came back to
// a packet that was sent is reported by the next call, and what was longer than
// could be read as well.
func passes(err error) bool {
	return errors.Is(err, windows.WSAECONNRESET) || errors.Is(err, windows.WSAEHOSTUNREACH) || errors.Is(err, windows.WSAEMSGSIZE)
}
