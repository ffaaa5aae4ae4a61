package terminal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// maxText is how many bytes one message may have, and so what can be typed or
// pasted into one line.
const maxText = 64 << 10

// line is the text being typed and where the cursor stands in it. The cursor
// moves by what a person sees as one letter.
type line struct {
	text string
	pos  int // bytes before the cursor
}

// insert puts s at the cursor; false, and nothing done, if it would grow too long.
func (l *line) insert(s string) bool {
	if len(l.text)+len(s) > maxText {
		return false
	}
	l.text = l.text[:l.pos] + s + l.text[l.pos:]
	l.pos += len(s)
	return true
}

func (l *line) set(text string) { l.text, l.pos = text, len(text) }

// cut removes the bytes from from to to, with the cursor at one of the two.
func (l *line) cut(from, to int) {
	l.text = l.text[:from] + l.text[to:]
	l.pos = from
}

// before gives the start of the letter before the cursor.
func (l *line) before() int {
	last := 0
	for g := graphemes.FromString(l.text[:l.pos]); g.Next(); {
		last = len(g.Value())
	}
	return l.pos - last
}

// after gives the end of the letter at the cursor.
func (l *line) after() int {
	g := graphemes.FromString(l.text[l.pos:])
	if !g.Next() {
		return l.pos
	}
	return l.pos + len(g.Value())
}

// wordBefore gives the start of the word before the cursor.
func (l *line) wordBefore() int {
	s := strings.TrimRightFunc(l.text[:l.pos], unicode.IsSpace)
	i := strings.LastIndexFunc(s, unicode.IsSpace)
	if i < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return i + size
}

// wordAfter gives the end of the word after the cursor.
func (l *line) wordAfter() int {
	rest := l.text[l.pos:]
	word := strings.TrimLeftFunc(rest, unicode.IsSpace)
	skipped := len(rest) - len(word)
	if i := strings.IndexFunc(word, unicode.IsSpace); i >= 0 {
		return l.pos + skipped + i
	}
	return len(l.text)
}

// edit carries out a key that only changes the line; false for other keys.
func (l *line) edit(code keyCode) bool {
	switch code {
	case keyLeft:
		l.pos = l.before()
	case keyRight:
		l.pos = l.after()
	case keyWordLeft:
		l.pos = l.wordBefore()
	case keyWordRight:
		l.pos = l.wordAfter()
	case keyHome:
		l.pos = 0
	case keyEnd:
		l.pos = len(l.text)
	case keyBackspace:
		l.cut(l.before(), l.pos)
	case keyDelete:
		l.cut(l.pos, l.after())
	case keyDeleteWord:
		l.cut(l.wordBefore(), l.pos)
	case keyDeleteToStart:
		l.cut(0, l.pos)
	case keyDeleteToEnd:
		l.cut(l.pos, len(l.text))
	default:
		return false
	}
	return true
}
