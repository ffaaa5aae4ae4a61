package lang

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// RightToLeft tells whether what is spoken is written from right to left.
func RightToLeft() bool { return Now() == "ar" }

// Letters without a shape, one of each direction.
const leftToRightMark, rightToLeftMark = "\u200e", "\u200f"

// LineRightToLeft gives a line in the order in which Fyne draws it. Fyne shapes
// well what is of one direction and one font, but puts such parts after each other
// from left to right: a name, a number or a full stop turned the sentence around
// it. Unicode's bidirectional algorithm (UAX #9, rule L2) has them the other way
// round. Marks keep to its direction what is alone between two parts, as brackets
// are. A line without a letter from right to left stays as it is.
func LineRightToLeft(line string) string {
	if !strings.ContainsFunc(line, isRightToLeft) {
		return line
	}
	var p bidi.Paragraph
	if _, err := p.SetString(rightToLeftMark + line); err != nil {
		return line
	}
	order, err := p.Order()
	if err != nil {
		return line
	}
	var drawn []string
	for i := range order.NumRuns() {
		run := order.Run(i)
		if run.Direction() != bidi.RightToLeft {
			drawn = append(drawn, run.String())
			continue
		}
		text := strings.TrimPrefix(run.String(), rightToLeftMark)
		if rest := strings.TrimLeft(text, " "); rest != text && i > 0 && len(drawn) > 0 {
			before := &drawn[len(drawn)-1] // Fyne would move the space to the other side
			*before = leftToRightMark + text[:len(text)-len(rest)] + *before
			text = rest
		}
		for _, part := range ofOneFont(text) {
			drawn = append(drawn, rightToLeftMark+part+rightToLeftMark)
		}
	}
	slices.Reverse(drawn)
	return strings.Join(drawn, "")
}

func isRightToLeft(r rune) bool { return unicode.In(r, unicode.Arabic, unicode.Hebrew) }

// ofOneFont divides a text where Fyne changes between its own font, which has the
// marks of Latin, and one of the system. A space is of the font before it.
func ofOneFont(text string) []string {
	var parts []string
	begin := 0
	fyne, known := false, false
	for i, r := range text {
		if unicode.IsSpace(r) {
			continue
		}
		if is := isFyne(r); known && is != fyne {
			parts = append(parts, text[begin:i])
			begin, fyne = i, is
		} else {
			fyne, known = is, true
		}
	}
	if begin < len(text) {
		parts = append(parts, text[begin:])
	}
	return parts
}

// isFyne tells whether Fyne's own font has a character: it has Latin, Greek,
// Cyrillic and the punctuation that they share.
func isFyne(r rune) bool {
	const hebrew, general, symbols = 0x0590, 0x2000, 0x20d0
	return r < hebrew || r >= general && r < symbols
}
