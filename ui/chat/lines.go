package chat

import (
	"unicode"

	"github.com/go-text/typesetting/segmenter"
)

// line is one line of a text.
type line struct {
	begin, end int   // without the spaces at its end
	next       int   // where the following one begins
	runs       []run // from left to right
	rtl        bool  // it stands at the right
	width      float32
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
