package punch

import "syscall"

// reusePort does nothing: Windows frees the port of a socket that was closed
// while it dialled, and its SO_REUSEADDR would take ports from other programs.
func reusePort(_, _ string, _ syscall.RawConn) error { return nil }
