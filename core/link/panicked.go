package link

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
)

// PanicError says that a goroutine of one connection panicked, and where. Nothing
// else is kept of it: the value of a panic may hold what somebody said.
type PanicError struct {
	Kind  string // the type of the value
	Place string // file and line of this program, "" if there is none
}

// Error names both.
func (e *PanicError) Error() string {
	return fmt.Sprintf("link: panic: %s at %s", e.Kind, e.Place)
}

// Panicked makes the error of what recover gave. It must be called by the deferred
// function, where the stack of the panic stands still.
func Panicked(p any) *PanicError {
	return &PanicError{Kind: fmt.Sprintf("%T", p), Place: placeOfPanic()}
}

// placeOfPanic finds this program's innermost function that panicked.
func placeOfPanic() string {
	var counters [64]uintptr
	frames := runtime.CallersFrames(counters[:runtime.Callers(2, counters[:])])
	within := false
	for {
		f, more := frames.Next()
		switch {
		case f.Function == "runtime.gopanic":
			within = true
		case within && strings.HasPrefix(f.Function, "realtalk/"):
			return fmt.Sprintf("%s:%d", filepath.Base(f.File), f.Line)
		case !more:
			return ""
		}
	}
}
