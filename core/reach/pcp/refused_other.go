//go:build !windows

package pcp

import "syscall"

// What the system reports of a packet that was sent before.
const (
	refused     = syscall.ECONNREFUSED
	unreachable = syscall.EHOSTUNREACH
)
