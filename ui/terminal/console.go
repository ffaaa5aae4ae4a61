package terminal

import (
	"io"
	"os"
	"time"

	"golang.org/x/term"
)

const (
	bracketedPasteOn  = "\x1b[?2004h"
	bracketedPasteOff = "\x1b[?2004l"
)

// typedAhead is how many lines may wait before the keyboard is read no more.
const typedAhead = 256

// console is a terminal in raw mode with a line editor on it.
type console struct {
	*editor
	in, out *os.File
	saved   *term.State
	typed   chan entry
	unwatch func()
}

// openConsole puts the terminal into raw mode; the caller must call restore.
func openConsole(in, out *os.File) (*console, error) {
	unVirtual, err := enableSequences(out)
	if err != nil {
		return nil, err
	}
	saved, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		unVirtual()
		return nil, err
	}
	c := &console{in: in, out: out, saved: saved, typed: make(chan entry, typedAhead)}
	c.editor = newEditor(out, c.columns)
	unResize := onResize(func() { _ = c.Resized() })
	c.unwatch = func() { unResize(); unVirtual() }
	_, err = io.WriteString(out, bracketedPasteOn)
	if err != nil {
		c.restore()
		return nil, err
	}
	return c, nil
}

// columns gives the terminal's width, 80 if it does not tell.
func (c *console) columns() int {
	width, _, err := term.GetSize(int(c.out.Fd()))
	if err != nil || width <= 0 {
		return 80
	}
	return width
}

// read feeds the keyboard to the editor until it ends. Interrupt is called for
// each Ctrl-C.
func (c *console) read(interrupt func()) {
	defer c.restoreOnPanic()
	buf := make([]byte, 4096)
	for {
		n, err := c.in.Read(buf)
		done, _ := c.Feed(buf[:n], interrupt)
		for _, e := range done {
			c.typed <- e
		}
		if err != nil {
			c.typed <- entry{kind: entryEnd}
			return
		}
	}
}

func (c *console) ask(a asking, prompt string) { _ = c.Ask(a, prompt) }

func (c *console) entries() <-chan entry { return c.typed }

// restoreTimeout bounds what is written at the end: a terminal that takes
// nothing any more must not keep the program.
const restoreTimeout = 200 * time.Millisecond

// restore puts the terminal back as it was found. It may be called again.
func (c *console) restore() {
	written := make(chan struct{})
	go func() {
		defer close(written)
		_ = c.Close()
		_, _ = io.WriteString(c.out, bracketedPasteOff)
	}()
	select {
	case <-written:
	case <-time.After(restoreTimeout):
	}
	_ = term.Restore(int(c.in.Fd()), c.saved)
	c.unwatch()
}

// restoreOnPanic is deferred where a panic would leave the terminal raw.
func (c *console) restoreOnPanic() {
	if r := recover(); r != nil {
		c.restore()
		panic(r)
	}
}
