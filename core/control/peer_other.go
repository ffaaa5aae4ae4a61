//go:build !linux

package control

import "net"

// sameUser relies on the folder: who got to the socket is let in.
func sameUser(*net.UnixConn) error { return nil }
