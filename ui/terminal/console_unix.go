//go:build unix

package terminal

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
)

// leaveSignals are the signals that leave the chat.
var leaveSignals = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}

// ignoreBrokenPipes makes writing to a reader that went away an error, where it
// would kill the program before it has said goodbye. (Waiting for the signal
// instead would also bring those of broken network connections.)
func ignoreBrokenPipes() { signal.Ignore(syscall.SIGPIPE) }

// onResize calls f, on a goroutine of its own, each time the terminal's size
// changed, until stop is called.
func onResize(f func()) (stop func()) {
	changed, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(changed, syscall.SIGWINCH)
	go func() {
		for {
			select {
			case <-changed:
				f()
			case <-done:
				return
			}
		}
	}()
	return sync.OnceFunc(func() {
		signal.Stop(changed)
		close(done)
	})
}

// enableSequences has nothing to do: terminals here understand them.
func enableSequences(*os.File) (undo func(), err error) { return func() {}, nil }
