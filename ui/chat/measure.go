package chat

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"realtalk/ui/kit"
)

// measure estimates heights from the widths of single characters, each
// measured once for a text size.
type measure struct {
	size  float32
	line  float32 // high
	small float32 // a line of second rank
	head  float32 // name and time above a group
	inset float32 // free around a text
	ascii [128]float32
	other map[rune]float32
}

// maxRunes bounds the widths that are kept of characters beyond ASCII.
const maxRunes = 20_000

// refresh forgets the widths when the text size changed, and tells whether it
// did.
func (m *measure) refresh() bool {
	size := theme.Size(theme.SizeNameText)
	if size == m.size {
		return false
	}
	*m = measure{size: size, other: map[rune]float32{}}
	m.line = fyne.MeasureText("M", size, fyne.TextStyle{}).Height
	m.small = fyne.MeasureText("M", theme.Size(theme.SizeNameCaptionText), fyne.TextStyle{}).Height
	m.head = m.small + 2
	m.inset = theme.Size(theme.SizeNameInnerPadding)
	return true
}

// bubble gives the width that a message takes at most in a row.
func (m *measure) bubble(row float32) float32 {
	return max(120, min(kit.Scaled(bubbleMost), (row-2*rowSide)*bubbleShare))
}

const bubbleMost = 560 // as wide as lines are read well, at the usual size of text

// lines estimates how many lines a text takes at a width.
func (m *measure) lines(text string, width float32) int {
	n := 0
	for paragraph := range strings.SplitSeq(text, "\n") {
		n += max(1, int(math.Ceil(float64(m.width(paragraph)/width))))
	}
	return n
}

// linesOf does so for a line of the transcript, and remembers how long it would be
// in one: a window that is made wider asks for all of them.
func (m *measure) linesOf(it *item, width float32) int {
	if it.size != m.size {
		it.size, it.long = m.size, 0
		if !strings.Contains(it.text, "\n") {
			it.long = m.width(it.text)
		}
	}
	if it.long == 0 {
		return m.lines(it.text, width)
	}
	return int(math.Ceil(float64(it.long / width)))
}

func (m *measure) width(text string) float32 {
	var sum float32
	for _, r := range text {
		sum += m.rune(r)
	}
	return sum
}

func (m *measure) rune(r rune) float32 {
	if r < 128 {
		if m.ascii[r] == 0 {
			m.ascii[r] = fyne.MeasureText(string(r), m.size, fyne.TextStyle{}).Width
		}
		return m.ascii[r]
	}
	w, ok := m.other[r]
	if !ok {
		w = fyne.MeasureText(string(r), m.size, fyne.TextStyle{}).Width
		if len(m.other) < maxRunes {
			m.other[r] = w
		}
	}
	return w
}
