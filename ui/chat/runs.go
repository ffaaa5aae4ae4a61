package chat

import (
	"slices"
	"strings"

	"github.com/go-text/typesetting/segmenter"
	"golang.org/x/text/unicode/bidi"
)

// run is a part of a line that is drawn in one piece.
type run struct {
	span // in the order in which it is read

	level uint8 // odd: from right to left
	link  int   // its number, from 1 on; 0: none
	text  string
	x     float32 // from the beginning of the line
	width float32
}

// fill makes the runs of a line. Without levels all is written from left to right.
func (s *setter) fill(l *line, level []uint8) {
	trimmed := l.end
	for begin := l.begin; begin < trimmed; {
		r := run{span: span{begin, begin + 1}, link: s.linkAt(begin), level: at(level, begin-l.begin)}
		glued := glues(s.runes[begin])
		for r.end < trimmed && s.linkAt(r.end) == r.link && at(level, r.end-l.begin) == r.level &&
			(r.level != 1 || s.goesOn(glued, r.end, trimmed)) {
			r.end++
		}
		s.draw(&r, glued)
		l.runs = append(l.runs, r)
		begin = r.end
	}
	arrange(l.runs)
	for i := range l.runs {
		l.runs[i].x = l.width
		l.width += l.runs[i].width
	}
}

func at(level []uint8, i int) uint8 {
	if level == nil {
		return 0
	}
	return level[i]
}

// linkAt gives the number of the link that a character belongs to.
func (s *setter) linkAt(i int) int {
	n, in := slices.BinarySearchFunc(s.links, i, func(l span, i int) int {
		switch {
		case l.end <= i:
			return -1
		case l.begin > i:
			return 1
		}
		return 0
	})
	if !in {
		return 0
	}
	return n + 1
}

// glues tells whether a character is drawn in one piece with its neighbours in a
// script from right to left. What such a script shares with others comes from
// another font, and the toolkit puts the pieces side by side as they are read.
func glues(r rune) bool {
	switch class(r) {
	case bidi.R, bidi.AL, bidi.NSM:
		return true
	}
	return false
}

// goesOn tells whether a piece goes on with a character: one of letters also with
// spaces between them.
func (s *setter) goesOn(glued bool, i, end int) bool {
	if !glued {
		return !glues(s.runes[i])
	}
	for i < end-1 && s.runes[i] == ' ' {
		i++
	}
	return glues(s.runes[i])
}

// draw gives a run the text that, drawn from left to right, looks as it is read.
func (s *setter) draw(r *run, glued bool) {
	r.text = string(s.runes[r.begin:r.end])
	if r.level == 1 && !glued {
		r.text = backwards(s.runes[r.begin:r.end])
	}
	r.width = s.wide(r.text)
}

// backwards turns a text round, with brackets as they look from the other side.
func backwards(runes []rune) string {
	if len(runes) == 1 {
		return string(mirror(runes[0]))
	}
	var letters segmenter.Segmenter
	letters.Init(runes)
	var all []string
	for i := letters.GraphemeIterator(); i.Next(); {
		g := i.Grapheme().Text
		if len(g) == 1 {
			g = []rune{mirror(g[0])}
		}
		all = append(all, string(g))
	}
	slices.Reverse(all)
	return strings.Join(all, "")
}
