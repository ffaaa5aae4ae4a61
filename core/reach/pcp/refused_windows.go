package pcp

import "syscall"

// What the system reports of a packet that was sent before.
const (
	refused     = syscall.WSAECONNRESET
	unreachable = syscall.Errno(10065) // WSAEHOSTUNREACH
)
