package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Choice is one of several words, chosen from a list that opens below it.
// Return, Space and the arrow keys open the list.
type Choice struct {
	widget.Select

	focused bool
}

// NewChoice makes a choice. chosen is called with the place of the word when
// the user chooses one, not for the first.
func NewChoice(words []string, first int, chosen func(i int)) *Choice {
	c := &Choice{}
	c.Options, c.Selected = words, words[first]
	c.OnChanged = func(word string) { chosen(slices.Index(c.Options, word)) }
	c.ExtendBaseWidget(c)
	return c
}

// FocusGained implements fyne.Focusable.
func (c *Choice) FocusGained() {
	c.focused = true
	c.Select.FocusGained()
	reveal(c)
}

// FocusLost implements fyne.Focusable.
func (c *Choice) FocusLost() {
	c.focused = false
	c.Select.FocusLost()
}

// CreateRenderer implements fyne.Widget: the toolkit's choice has no border,
// and is not seen on a ground of its own colour.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	r := &choiceRenderer{c.Select.CreateRenderer(), c, canvas.NewRectangle(color.Transparent)}
	r.paint()
	return r
}

type choiceRenderer struct {
	fyne.WidgetRenderer

	choice *Choice
	border *canvas.Rectangle
}

// Layout implements fyne.WidgetRenderer.
func (r *choiceRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.border.Resize(size)
}

// Objects implements fyne.WidgetRenderer.
func (r *choiceRenderer) Objects() []fyne.CanvasObject {
	return append(r.WidgetRenderer.Objects(), r.border)
}

// Refresh implements fyne.WidgetRenderer.
func (r *choiceRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.paint()
	r.border.Refresh()
}

func (r *choiceRenderer) paint() {
	r.border.StrokeColor, r.border.StrokeWidth = Color(theme.ColorNameInputBorder), 1
	if r.choice.focused {
		r.border.StrokeColor, r.border.StrokeWidth = Color(theme.ColorNamePrimary), ringWidth
	}
	r.border.CornerRadius = theme.Size(theme.SizeNameInputRadius)
}

// TypedKey implements fyne.Focusable.
func (c *Choice) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case Escape(c, ev):
	case isReturn(ev):
		c.Select.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	default:
		c.Select.TypedKey(ev)
	}
}
