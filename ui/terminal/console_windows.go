package terminal

import (
	"os"
	"syscall"

	"golang.org/x/sys/windows"
)

// leaveSignals are the signals that leave the chat. Closing the console window
// comes as SIGTERM.
var leaveSignals = []os.Signal{os.Interrupt, syscall.SIGTERM}

// ignoreBrokenPipes has nothing to do: a broken pipe is an error here anyway.
func ignoreBrokenPipes() {}

// onResize has nothing to wait for: Windows tells of a new size only among the
// keys, and the width is looked up each time the row is drawn.
func onResize(func()) (stop func()) { return func() {} }

// enableSequences lets the console understand escape sequences, as it has been
// able to since Windows 10.
func enableSequences(out *os.File) (undo func(), err error) {
	h := windows.Handle(out.Fd())
	var mode uint32
	if err := windows.GetConsoleMode(h, &mode); err != nil {
		return nil, err
	}
	if err := windows.SetConsoleMode(h, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING); err != nil {
		return nil, err
	}
	return func() { _ = windows.SetConsoleMode(h, mode) }, nil
}
