package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"realtalk/app/lang"
)

// Text from right to left is broken into lines here: Fyne would draw what stands
// between two names in the wrong place, see lang.LineRightToLeft, which has to
// know where a line ends.

// turned gives the text as Fyne has to draw it in a width, which is 0 before that
// is known.
func (p *Prose) turned(width float32) string {
	th := p.Theme()
	room := width - 2*th.Size(theme.SizeNameInnerPadding)
	size, style := th.Size(p.segment.Style.SizeName), p.segment.Style.TextStyle
	fits := func(line string) bool { return room <= 0 || fyne.MeasureText(line, size, style).Width <= room }
	var lines []string
	for paragraph := range strings.SplitSeq(p.text, "\n") {
		for _, line := range brokenAtWords(paragraph, fits) {
			lines = append(lines, lang.LineRightToLeft(line))
		}
	}
	return strings.Join(lines, "\n")
}

// brokenAtWords puts as many words into each line as fit.
func brokenAtWords(text string, fits func(line string) bool) []string {
	var lines []string
	line := ""
	for _, word := range strings.Split(text, " ") {
		longer := line + " " + word
		if line == "" {
			longer = word
		}
		if line != "" && !fits(longer) {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	return append(lines, line)
}

// turnedLabel gives a text of one line as Fyne has to draw it.
func turnedLabel(text string) string {
	if !lang.RightToLeft() {
		return text
	}
	return lang.LineRightToLeft(text)
}

// turnedButton lets the toolkit draw the label of a button as it has to.
type turnedButton struct {
	fyne.WidgetRenderer

	button *Button
}

func newTurnedButton(b *Button) *turnedButton {
	said := b.Text
	b.Text = turnedLabel(said)
	defer func() { b.Text = said }()
	return &turnedButton{b.Button.CreateRenderer(), b}
}

// Refresh implements fyne.WidgetRenderer.
func (t *turnedButton) Refresh() {
	said := t.button.Text
	t.button.Text = turnedLabel(said)
	t.WidgetRenderer.Refresh()
	t.button.Text = said
}
