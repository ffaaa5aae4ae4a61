package app

import "golang.org/x/sys/windows"

// The operating system's errors that have a sentence of their own. Package syscall
// has the names of Unix here, too, but no system gives these.
var (
	diskFull    = []error{windows.ERROR_DISK_FULL, windows.ERROR_HANDLE_DISK_FULL, windows.ERROR_DISK_QUOTA_EXCEEDED}
	readOnly    = []error{windows.ERROR_WRITE_PROTECT}
	tooManyOpen = []error{windows.ERROR_TOO_MANY_OPEN_FILES, windows.WSAEMFILE}
	refusedDial = []error{windows.WSAECONNREFUSED}
	portTaken   = []error{windows.WSAEADDRINUSE, windows.WSAEACCES}
)
