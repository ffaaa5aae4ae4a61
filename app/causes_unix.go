//go:build !windows

package app

import "syscall"

// The operating system's errors that have a sentence of their own.
var (
	diskFull    = []error{syscall.ENOSPC, syscall.EDQUOT}
	readOnly    = []error{syscall.EROFS}
	tooManyOpen = []error{syscall.EMFILE, syscall.ENFILE}
	refusedDial = []error{syscall.ECONNREFUSED}
	portTaken   = []error{syscall.EADDRINUSE}
)
