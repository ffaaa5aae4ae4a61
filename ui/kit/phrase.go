package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Phrase shows words to be read aloud, large and in rows of four, of two or one
// where the room is narrow. Read row by row they are in their order at every
// width.
type Phrase struct {
	Object *Panel

	grid *fyne.Container
}

// NewPhrase makes a phrase without words.
func NewPhrase() *Phrase {
	p := &Phrase{grid: container.New(&phraseLayout{})}
	p.Object = newPanel(&Panel{
		Content: p.grid, Fill: theme.ColorNameInputBackground, Stroke: theme.ColorNameInputBorder,
		Radius: radiusField, Inset: fyne.NewSize(4, 4),
	})
	return p
}

// Set shows other words.
func (p *Phrase) Set(words string) {
	p.grid.RemoveAll()
	for _, word := range strings.Fields(words) {
		label := widget.NewLabelWithStyle(word, fyne.TextAlignCenter, fyne.TextStyle{Bold: true})
		label.SizeName = theme.SizeNameSubHeadingText
		p.grid.Add(label)
	}
	p.Object.Refresh()
}

// Text gives the words that are shown.
func (p *Phrase) Text() string {
	words := make([]string, len(p.grid.Objects))
	for i, o := range p.grid.Objects {
		words[i] = o.(*widget.Label).Text
	}
	return strings.Join(words, " ")
}

// phraseLayout puts words into columns of one width.
type phraseLayout struct{ width float32 }

// columns gives how many words stand in a row at the width of the last layout.
func (l *phraseLayout) columns(words []fyne.CanvasObject) int {
	for _, n := range []int{4, 2} {
		if float32(n)*widest(words) <= l.width {
			return n
		}
	}
	return 1
}

func widest(objects []fyne.CanvasObject) (width float32) {
	for _, o := range objects {
		width = fyne.Max(width, o.MinSize().Width)
	}
	return width
}

// Layout implements fyne.Layout.
func (l *phraseLayout) Layout(words []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	columns := l.columns(words)
	for i, o := range words {
		cell := fyne.NewSize(size.Width/float32(columns), o.MinSize().Height)
		o.Resize(cell)
		o.Move(fyne.NewPos(float32(i%columns)*cell.Width, float32(i/columns)*cell.Height))
	}
}

// MinSize implements fyne.Layout.
func (l *phraseLayout) MinSize(words []fyne.CanvasObject) fyne.Size {
	if len(words) == 0 {
		return fyne.Size{}
	}
	columns := l.columns(words)
	rows := (len(words) + columns - 1) / columns
	return fyne.NewSize(widest(words), float32(rows)*words[0].MinSize().Height)
}
