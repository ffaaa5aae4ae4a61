//go:build !windows

package control

import (
	"errors"
	"syscall"
)

// refused tells that nobody listens on the socket that is there.
func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
