package kit

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"realtalk/app/lang"
)

// Fyne breaks lines at spaces, and where there is none wherever the line is full.
// Text from right to left is broken here for the sake of lang.LineRightToLeft,
// which has to know where a line ends, and Chinese and Japanese so that no line
// begins with a full stop.

// broken gives the text in lines that fit a width, which is 0 before it is known.
func (p *Prose) broken(width float32) string {
	th := p.Theme()
	room := width - 2*th.Size(theme.SizeNameInnerPadding)
	size, style := th.Size(p.segment.Style.SizeName), p.segment.Style.TextStyle
	fits := func(line string) bool { return room <= 0 || fyne.MeasureText(line, size, style).Width <= room }
	var lines []string
	for paragraph := range strings.SplitSeq(p.text, "\n") {
		pieces := strings.SplitAfter(paragraph, " ")
		if lang.WithoutSpaces() {
			pieces = together(paragraph)
		}
		for _, line := range linesOf(pieces, fits) {
			lines = append(lines, turnedLabel(line))
		}
	}
	return strings.Join(lines, "\n")
}

// linesOf puts as many pieces into each line as fit.
func linesOf(pieces []string, fits func(line string) bool) []string {
	var lines []string
	line := ""
	for _, piece := range pieces {
		if line != "" && !fits(strings.TrimRight(line+piece, " ")) {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		line += piece
	}
	return append(lines, strings.TrimRight(line, " "))
}

const (
	neverFirst = "、。，．：；！？…）」』】”ーぁぃぅぇぉっゃゅょァィゥェォッャュョ%"
	neverLast  = "（「『【“"
)

// together divides a text of Chinese or Japanese where a line may end: between
// characters, but not within a word of other letters, nor before a mark that
// belongs to what it follows.
func together(text string) []string {
	var pieces []string
	begin, before := 0, rune(0)
	for i, r := range text {
		if i > 0 && mayBreak(before, r) {
			pieces = append(pieces, text[begin:i])
			begin = i
		}
		before = r
	}
	return append(pieces, text[begin:])
}

func mayBreak(before, after rune) bool {
	if strings.ContainsRune(neverFirst, after) || strings.ContainsRune(neverLast, before) || after == ' ' {
		return false
	}
	return before == ' ' || isIdeograph(before) || isIdeograph(after)
}

func isIdeograph(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r < 0x3040 || r >= 0xff00 && r < 0xff70
}
