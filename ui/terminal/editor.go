package terminal

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// asking says what the next line of input is for.
type asking uint8

const (
	askNothing asking = iota // nothing: what is typed is dropped
	askSecret                // a password: not shown, not remembered
	askMessage               // a message or a command
)

// entryKind says what an entry is.
type entryKind uint8

const (
	entryLine    entryKind = iota
	entryEnd               // the input is at its end
	entryTooLong           // a line or a paste that is too long for a message
)

// entry is one thing that came from the input.
type entry struct {
	kind entryKind
	text string
}

// maxHistory is how many lines the arrow keys bring back.
const maxHistory = 100

// editor is the row in which a person types, on a terminal in raw mode. All
// methods may be called from any goroutine.
type editor struct {
	columns func() int // the terminal's width now

	mu      sync.Mutex // guards what follows, and the order of writes to out
	out     io.Writer
	keys    decoder
	ask     asking
	prompt  string
	line    line
	past    []string
	at      int    // index in past of the line shown; len(past) is the new one
	draft   string // the new line, while an old one is shown
	drawn   bool
	cursorX int // column in which the cursor was left
}

func newEditor(out io.Writer, columns func() int) *editor {
	return &editor{out: out, columns: columns}
}

// Ask says what is asked for from now on. What was typed for something else is
// dropped.
func (e *editor) Ask(ask asking, prompt string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.ask == ask && e.prompt == prompt {
		return nil
	}
	e.ask, e.prompt, e.line = ask, prompt, line{}
	return e.redraw("")
}

// Print writes text, lines that end in "\n", above the row.
func (e *editor) Print(text string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.redraw(strings.ReplaceAll(text, "\n", "\r\n"))
}

// Resized draws the row anew after the terminal changed its width.
func (e *editor) Resized() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.redraw("")
}

// Close takes the row away.
func (e *editor) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.ask = askNothing
	return e.redraw("")
}

// Feed takes bytes from the keyboard and gives the entries that they complete.
// Interrupt is called at once for each Ctrl-C.
func (e *editor) Feed(b []byte, interrupt func()) ([]entry, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	var done []entry
	above := ""
	for _, k := range e.keys.feed(b) {
		switch {
		case k.code == keyInterrupt:
			interrupt()
		case k.code == keyEndOfInput && e.line.text == "":
			done = append(done, entry{kind: entryEnd})
		case e.ask == askNothing:
		case k.code == keyEnter:
			if e.ask == askSecret {
				above += e.prompt + "\r\n"
			}
			done = append(done, e.submit())
		case k.code == keyTooLong:
			done = append(done, entry{kind: entryTooLong})
		case k.code == keyRedraw:
			above = "\x1b[H\x1b[2J" + above
		default:
			if !e.apply(k) {
				done = append(done, entry{kind: entryTooLong})
			}
		}
	}
	return done, e.redraw(above)
}

// apply carries out a key inside the row; false if there is no room for it.
func (e *editor) apply(k key) bool {
	switch k.code {
	case keyText:
		return e.line.insert(k.text)
	case keyPaste:
		if e.ask == askSecret {
			k.text, _, _ = strings.Cut(k.text, "\n")
		}
		return e.line.insert(k.text)
	case keyNewline:
		return e.ask == askSecret || e.line.insert("\n")
	case keyEndOfInput:
		return e.line.edit(keyDelete)
	case keyUp:
		e.recall(e.at - 1)
	case keyDown:
		e.recall(e.at + 1)
	default:
		e.line.edit(k.code)
	}
	return true
}

// submit takes the line. A password is asked for once, messages again and again.
func (e *editor) submit() entry {
	done := entry{text: e.line.text}
	if e.ask == askSecret {
		e.ask, e.prompt = askNothing, ""
	} else {
		e.remember(done.text)
	}
	e.line = line{}
	return done
}

func (e *editor) remember(text string) {
	if text != "" && (len(e.past) == 0 || e.past[len(e.past)-1] != text) {
		e.past = append(e.past, text)
		e.past = e.past[max(0, len(e.past)-maxHistory):]
	}
	e.at, e.draft = len(e.past), ""
}

// recall shows line i of the history.
func (e *editor) recall(i int) {
	if e.ask != askMessage || i < 0 || i > len(e.past) {
		return
	}
	if e.at == len(e.past) {
		e.draft = e.line.text
	}
	e.at = i
	if i == len(e.past) {
		e.line.set(e.draft)
	} else {
		e.line.set(e.past[i])
	}
}

// redraw takes the row away, writes above, and draws the row again, in one
// write, so that nothing flickers.
func (e *editor) redraw(above string) error {
	width := max(e.columns(), 4)
	var b strings.Builder
	if e.drawn {
		// A terminal that has become narrower has broken the row in two.
		if up := e.cursorX / width; up > 0 {
			fmt.Fprintf(&b, "\x1b[%dA", up)
		}
		b.WriteString("\r\x1b[J")
	}
	b.WriteString(above)
	e.drawn = e.ask != askNothing
	if e.drawn {
		row, x := e.row(width)
		b.WriteString(row)
		b.WriteByte('\r')
		if x > 0 {
			fmt.Fprintf(&b, "\x1b[%dC", x)
		}
		e.cursorX = x
	}
	if b.Len() == 0 {
		return nil
	}
	_, err := io.WriteString(e.out, b.String())
	return err
}

// row gives what stands in the row, less than width columns, and the column of
// the cursor.
func (e *editor) row(width int) (string, int) {
	prompt := e.prompt
	if runewidth.StringWidth(prompt) > width/2 {
		prompt = ""
	}
	x := runewidth.StringWidth(prompt)
	if e.ask == askSecret {
		return prompt, x
	}
	text, at := window(e.line, width-1-x)
	return prompt + text, x + at
}

// window cuts the part of the line around the cursor that fits into room
// columns, with "<" and ">" where something is left out, and gives the cursor's
// column in it.
func window(l line, room int) (string, int) {
	from, to := nearby(l)
	before, after := cells(l.text[from:l.pos]), cells(l.text[l.pos:to])
	left, right := columnsOf(before), columnsOf(after)
	if left+right < room {
		return strings.Join(before, "") + strings.Join(after, ""), left
	}
	lead, trail := "", ""
	if keep := room * 3 / 4; left >= keep {
		for len(before) > 0 && left+1 > keep {
			left -= runewidth.StringWidth(before[0])
			before = before[1:]
		}
		lead = "<"
		left++
	}
	for len(after) > 0 && left+right >= room {
		last := len(after) - 1
		right -= runewidth.StringWidth(after[last])
		after = after[:last]
		trail = ">"
	}
	return lead + strings.Join(before, "") + strings.Join(after, "") + trail, left
}

// nearby bounds the part of the line that is looked at to draw it, for a line
// may be much longer than any row.
func nearby(l line) (from, to int) {
	const most = 4 << 10
	from, to = max(0, l.pos-most), min(len(l.text), l.pos+most)
	for from > 0 && !utf8.RuneStart(l.text[from]) {
		from--
	}
	for to < len(l.text) && !utf8.RuneStart(l.text[to]) {
		to++
	}
	return from, to
}

// cells gives what is drawn for each letter of s: what is typed is shown as
// carefully as what comes from others, for it may have been pasted.
func cells(s string) []string {
	c := clusters(s)
	for i := range c {
		switch c[i] {
		case "\n":
			c[i] = "\u23ce"
		case "\t":
			c[i] = " "
		default:
			c[i] = Visible(c[i])
		}
	}
	return c
}

func columnsOf(cells []string) int {
	n := 0
	for _, c := range cells {
		n += runewidth.StringWidth(c)
	}
	return n
}
