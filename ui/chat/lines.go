package chat

import (
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/segmenter"
	"golang.org/x/text/unicode/bidi"
)

// line is one line of a text.
type line struct {
	begin, end int   // without the spaces at its end
	next       int   // where the following one begins
	runs       []run // from left to right
	rtl        bool  // it stands at the right
	width      float32
}

// run is a part of a line that is drawn in one piece.
type run struct {
	span // in the order in which it is read

	level uint8 // odd: from right to left
	link  int   // its number, from 1 on; 0: none
	text  string
	x     float32 // from the beginning of the line
	width float32
}

// setter breaks a text into lines.
type setter struct {
	runes []rune
	links []span
	width float32 // of a line
	wide  func(text string) float32

	right bool // some of it is written from right to left
	rtl   bool // paragraphs without letters are, too
	lines []line
}

// setLines breaks a text into lines of a width, where the script allows it
// (Unicode Standard Annex 14), in words that are too long between characters
// (UAX 29).
func setLines(runes []rune, links []span, width float32, wide func(string) float32) []line {
	s := &setter{runes: runes, links: links, width: width, wide: wide, right: hasRight(runes)}
	if s.right {
		s.rtl, _ = directed(runes)
	}
	for begin := 0; begin <= len(runes); {
		end := begin
		for end < len(runes) && runes[end] != '\n' {
			end++
		}
		s.paragraph(begin, end)
		begin = end + 1
	}
	return s.lines
}

func (s *setter) paragraph(begin, end int) {
	first := len(s.lines)
	s.wrap(begin, end)
	s.lines[len(s.lines)-1].next = end + 1
	rtl := s.rtl
	var level []uint8
	if s.right {
		if own, ok := directed(s.runes[begin:end]); ok {
			rtl = own
		}
		level = levels(s.runes[begin:end], rtl)
	}
	for i := range s.lines[first:] {
		l := &s.lines[first+i]
		l.rtl = rtl
		var of []uint8
		if level != nil {
			of = level[l.begin-begin : l.end-begin]
		}
		s.fill(l, of)
	}
}

// short is how many characters are measured in one go at most.
const short = 200

// wrap finds where the lines of a paragraph begin and end.
func (s *setter) wrap(begin, end int) {
	l := line{begin: begin, end: begin}
	var x float32
	text := s.runes[begin:end]
	if len(text) < short && s.wide(string(text)) <= s.width { // as most are
		l.end = begin + inked(text)
	} else {
		var words segmenter.Segmenter
		words.Init(text)
		for i := words.LineIterator(); i.Next(); {
			word := i.Line()
			at := begin + word.Offset
			ink := inked(word.Text)
			w := s.wide(string(word.Text[:ink]))
			if x > 0 && x+w > s.width {
				l = s.close(l, at)
				x = 0
			}
			if w > s.width {
				l, x = s.tear(l, at, word.Text[:ink])
				w = 0
			}
			l.end = at + ink
			x += w + s.wide(string(word.Text[ink:]))
		}
	}
	l.next = end
	s.lines = append(s.lines, l)
}

// inked gives the length of a text without the spaces at its end.
func inked(runes []rune) int {
	n := len(runes)
	for n > 0 && unicode.IsSpace(runes[n-1]) {
		n--
	}
	return n
}

func (s *setter) close(l line, next int) line {
	l.next = next
	s.lines = append(s.lines, l)
	return line{begin: next, end: next}
}

// tear breaks a word that is longer than a line, and gives the line that is not
// full yet and how far it reaches.
func (s *setter) tear(l line, at int, word []rune) (line, float32) {
	var x float32
	var letters segmenter.Segmenter
	letters.Init(word)
	for i := letters.GraphemeIterator(); i.Next(); {
		letter := i.Grapheme()
		w := s.wide(string(letter.Text))
		if x > 0 && x+w > s.width {
			l.end = at + letter.Offset
			l = s.close(l, at+letter.Offset)
			x = 0
		}
		x += w
	}
	return l, x
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
