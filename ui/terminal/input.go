package terminal

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"strings"
	"sync"

	"golang.org/x/term"
)

// input is where a conversation's entries come from. After the end of the input
// no entries come any more.
type input interface {
	// ask says what the next entry is for and shows the prompt, where there is
	// somebody to see it. It never blocks.
	ask(a asking, prompt string)
	entries() <-chan entry
}

// maxLine is the longest line that is read: a message with the slash that lets
// it begin with one.
const maxLine = maxText + 1

// lineInput reads lines from a pipe, a file, or a terminal in its usual mode. It
// reads one line ahead, except from a terminal: whether letters are shown has to
// be known before.
type lineInput struct {
	in       *bufio.Reader
	terminal *os.File // nil if the input is none
	saved    *term.State
	wanted   chan asking
	out      chan entry
	stopped  chan struct{}
	stop     func() // closes stopped
}

// newLineInput starts the reading goroutine. It ends with the input or restore,
// but for a read that is under way.
func newLineInput(in io.Reader) *lineInput {
	l := &lineInput{
		in: bufio.NewReader(in), wanted: make(chan asking, 1), out: make(chan entry), stopped: make(chan struct{}),
	}
	l.stop = sync.OnceFunc(func() { close(l.stopped) })
	if f, ok := in.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		l.terminal = f
		l.saved, _ = term.GetState(int(f.Fd()))
	}
	go l.run()
	return l
}

func (l *lineInput) entries() <-chan entry { return l.out }

// ask must be called from one goroutine, after each entry at least once.
func (l *lineInput) ask(a asking, _ string) {
	if a == askNothing && l.terminal != nil {
		return
	}
	select {
	case l.wanted <- a:
	default:
	}
}

// restore ends the input and shows letters again, should a password be half
// typed. It may be called again.
func (l *lineInput) restore() {
	l.stop()
	if l.saved != nil {
		_ = term.Restore(int(l.terminal.Fd()), l.saved)
	}
}

func (l *lineInput) run() {
	for {
		var e entry
		select {
		case a := <-l.wanted:
			e = l.read(a)
		case <-l.stopped:
			return
		}
		select {
		case l.out <- e:
		case <-l.stopped:
			return
		}
		if e.kind == entryEnd {
			return
		}
	}
}

func (l *lineInput) read(a asking) entry {
	if a == askSecret && l.terminal != nil {
		b, err := term.ReadPassword(int(l.terminal.Fd()))
		if err != nil {
			return entry{kind: entryEnd}
		}
		return entry{text: cleanLine(b)}
	}
	return readLine(l.in)
}

// readLine reads one line of at most maxLine bytes. Of a longer one nothing is
// kept, and the whole of it is read. Between the marks that terminals put around
// what is pasted, a line break is part of the line.
func readLine(r *bufio.Reader) entry {
	var b []byte
	var marks pasteMarks
	tooLong := false
	for {
		part, err := r.ReadSlice('\n')
		marks.see(part)
		if tooLong = tooLong || len(b)+len(part) > maxLine+marks.bytes+len("\r\n"); tooLong {
			b = nil
		} else {
			b = append(b, part...)
		}
		switch {
		case err == bufio.ErrBufferFull, err == nil && marks.open:
		case tooLong:
			return entry{kind: entryTooLong}
		case err != nil && len(b) == 0:
			return entry{kind: entryEnd}
		default: // an error after some bytes comes again at the next call
			return entry{text: cleanLine(b)}
		}
	}
}

// cleanLine takes the line's end and the marks of pastes off and makes the rest
// UTF-8.
func cleanLine(b []byte) string {
	b = bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r"))
	before, rest, found := bytes.Cut(b, pasteStart)
	if !found {
		return strings.ToValidUTF8(string(b), "\ufffd")
	}
	pasted, after, _ := bytes.Cut(rest, pasteEnd)
	return strings.ToValidUTF8(string(before), "\ufffd") + cleanPaste(pasted) + cleanLine(after)
}

// pasteMarks tells whether a paste is open at the end of what it has seen.
type pasteMarks struct {
	open  bool
	bytes int    // that the marks themselves take
	tail  []byte // may be the beginning of a mark
}

func (p *pasteMarks) see(part []byte) {
	window := append(p.tail, part...)
	for {
		mark := pasteStart
		if p.open {
			mark = pasteEnd
		}
		_, rest, found := bytes.Cut(window, mark)
		if !found {
			break
		}
		p.open, window = !p.open, rest
		p.bytes += len(mark)
	}
	p.tail = bytes.Clone(window[max(0, len(window)-len(pasteEnd)+1):])
}
