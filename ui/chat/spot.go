package chat

import (
	"unicode"

	"fyne.io/fyne/v2"
)

// lineAt gives the line at a height, nil if there are none.
func (t *text) lineAt(y float32) *line {
	if len(t.lines) == 0 || t.height == 0 {
		return nil
	}
	i := int((y - t.inset) / t.height)
	return &t.lines[max(0, min(i, len(t.lines)-1))]
}

// runAt gives the run at a position of a line, or the one that is nearest.
func (t *text) runAt(l *line, x float32) *run {
	for i := range l.runs {
		if r := &l.runs[i]; x < r.x+r.width {
			return r
		}
	}
	if n := len(l.runs); n > 0 {
		return &l.runs[n-1]
	}
	return nil
}

// runeAt gives the character before which a position lies.
func (t *text) runeAt(at fyne.Position) int {
	l := t.lineAt(at.Y)
	if l == nil {
		return 0
	}
	x := at.X - t.start(*l)
	r := t.runAt(l, x)
	if r == nil {
		return l.begin
	}
	best, nearest := r.begin, float32(-1)
	for i := r.begin; i <= r.end; i++ {
		d := r.x + t.offset(*r, i) - x
		if d = max(d, -d); nearest < 0 || d < nearest {
			best, nearest = i, d
		}
	}
	return best
}

// linkAt gives the number of the link at a position, 0 if there is none.
func (t *text) linkAt(at fyne.Position) int {
	l := t.lineAt(at.Y)
	if l == nil || at.Y < t.inset || at.Y > t.inset+float32(len(t.lines))*t.height {
		return 0
	}
	x := at.X - t.start(*l)
	if r := t.runAt(l, x); r != nil && x >= r.x && x <= r.x+r.width {
		return r.link
	}
	return 0
}

// address gives a link as it was written.
func (t *text) address(link int) string {
	l := t.links[link-1]
	return string(t.runes[l.begin:l.end])
}

// wordAt gives the word around a character, or the character.
func (t *text) wordAt(i int) (from, to int) {
	part := func(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.M) || r == '_' }
	for from = i; from > 0 && part(t.runes[from-1]); {
		from--
	}
	for to = i; to < len(t.runes) && part(t.runes[to]); {
		to++
	}
	if from == to && to < len(t.runes) {
		to++
	}
	return from, to
}

// paragraphAt gives what stands between two line ends.
func (t *text) paragraphAt(i int) (from, to int) {
	for from = i; from > 0 && t.runes[from-1] != '\n'; {
		from--
	}
	for to = i; to < len(t.runes) && t.runes[to] != '\n'; {
		to++
	}
	return from, to
}
