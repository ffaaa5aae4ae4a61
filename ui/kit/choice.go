package kit

import (
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
	return newRinged(c.Select.CreateRenderer(), 0, func(border *canvas.Rectangle) {
		border.StrokeColor, border.StrokeWidth = Color(theme.ColorNameInputBorder), 1
		if c.focused {
			showFocus(border, true, theme.ColorNamePrimary)
		}
	})
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
