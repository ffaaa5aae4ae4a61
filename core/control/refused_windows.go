package control

import (
	"errors"

	"golang.org/x/sys/windows"
)

// refused tells that nobody listens on the socket that is there. To package
// syscall, ECONNREFUSED is another number than the one that Windows gives.
func refused(err error) bool { return errors.Is(err, windows.WSAECONNREFUSED) }
