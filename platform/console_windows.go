package platform

import (
	"os"

	"golang.org/x/sys/windows"
)

var (
	attachConsole = kernel32.NewProc("AttachConsole")
	freeConsole   = kernel32.NewProc("FreeConsole")
)

const parentProcess = 0xffffffff // ATTACH_PARENT_PROCESS

// AttachConsole lets a program that was built for a window print and read in the
// console that it was started from; the system gives it none. A stream that was
// handed over, a pipe or a file, stays what it is. It must be called before
// anything is printed or any goroutine uses a stream. leave is for who goes on
// with a window: the program outlives that console then, and prints nothing.
func AttachConsole() (leave func()) {
	streams := []struct {
		file   **os.File
		number uint32
		name   string
		given  bool
	}{
		{&os.Stdin, windows.STD_INPUT_HANDLE, "CONIN$", false},
		{&os.Stdout, windows.STD_OUTPUT_HANDLE, "CONOUT$", false},
		{&os.Stderr, windows.STD_ERROR_HANDLE, "CONOUT$", false},
	}
	for i := range streams {
		streams[i].given = given(streams[i].number) // attaching may change what the system answers
	}
	if attached, _, _ := attachConsole.Call(parentProcess); attached == 0 {
		return func() {} // there is none, or it is ours already
	}
	for _, s := range streams {
		if s.given {
			continue
		}
		if f, err := os.OpenFile(s.name, os.O_RDWR, 0); err == nil {
			*s.file = f
			_ = windows.SetStdHandle(s.number, windows.Handle(f.Fd())) // for a crash
		}
	}
	return func() { _, _, _ = freeConsole.Call() }
}

// given tells whether a stream leads anywhere.
func given(number uint32) bool {
	h, err := windows.GetStdHandle(number)
	if err != nil || h == 0 || h == windows.InvalidHandle {
		return false
	}
	kind, err := windows.GetFileType(h)
	return err == nil && kind != windows.FILE_TYPE_UNKNOWN
}
