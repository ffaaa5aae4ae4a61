package kit

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Bell is a button that shows, in red, how many things nobody has seen yet.
type Bell struct {
	widget.BaseWidget

	Button *Button

	label string
	count *Badge
	n     int
}

// mostCounted is the largest number that the bell writes out.
const mostCounted = 99

// NewBell makes a bell with nothing new.
func NewBell(label string, tapped func()) *Bell {
	b := &Bell{Button: NewQuiet(label, tapped), label: label, count: NewBadge("", BadgeBad)}
	b.Button.Icon = theme.NewThemedResource(bellSign)
	b.ExtendBaseWidget(b)
	return b
}

// SetCount shows how many things are new; 0 shows none.
func (b *Bell) SetCount(n int) {
	b.n = n
	text := ""
	switch {
	case n > mostCounted:
		text = fmt.Sprintf("%d+", mostCounted)
	case n > 0:
		text = fmt.Sprint(n)
	}
	b.count.Set(text, BadgeBad)
	b.Refresh()
}

// SetShort leaves the word out, for where there is little room.
func (b *Bell) SetShort(short bool) {
	word := b.label
	if short {
		word = ""
	}
	b.Button.SetText(word)
	b.Refresh()
}

// Count gives what SetCount was told.
func (b *Bell) Count() int { return b.n }

// CreateRenderer implements fyne.Widget.
func (b *Bell) CreateRenderer() fyne.WidgetRenderer { return &bellRenderer{b} }

type bellRenderer struct{ bell *Bell }

// Destroy implements fyne.WidgetRenderer.
func (r *bellRenderer) Destroy() {}

// Layout puts the count behind the word.
func (r *bellRenderer) Layout(size fyne.Size) {
	button, count := r.bell.Button, r.bell.count
	button.Resize(fyne.NewSize(size.Width-r.room(), size.Height))
	min := count.MinSize()
	count.Resize(min)
	count.Move(fyne.NewPos(size.Width-min.Width, (size.Height-min.Height)/2))
}

// room gives the width that the count takes.
func (r *bellRenderer) room() float32 {
	if !r.bell.count.Visible() {
		return 0
	}
	return r.bell.count.MinSize().Width
}

// MinSize implements fyne.WidgetRenderer.
func (r *bellRenderer) MinSize() fyne.Size {
	return r.bell.Button.MinSize().AddWidthHeight(r.room(), 0)
}

// Objects implements fyne.WidgetRenderer.
func (r *bellRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.bell.Button, r.bell.count}
}

// Refresh implements fyne.WidgetRenderer.
func (r *bellRenderer) Refresh() {
	r.Layout(r.bell.Size())
	r.bell.Button.Refresh()
	r.bell.count.Refresh()
}
