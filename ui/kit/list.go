package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// List shows rows of one height, as many as there are, and makes only those in
// view. A click, Return or Space picks one.
type List struct {
	widget.List

	OnPick func(i int)

	at      int // the row that the keys move
	focused bool
}

// NewList makes a list. row makes an empty row, bind shows entry i in it.
func NewList(length func() int, row func() fyne.CanvasObject, bind func(i int, row fyne.CanvasObject)) *List {
	l := &List{}
	l.Length, l.HideSeparators = length, true
	l.CreateItem = func() fyne.CanvasObject {
		return container.NewStack(row(), canvas.NewRectangle(color.Transparent))
	}
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < length() {
			parts := o.(*fyne.Container).Objects
			bind(i, parts[0])
			l.mark(i, parts[1].(*canvas.Rectangle))
		}
	}
	l.OnHighlighted = func(i widget.ListItemID) {
		before := l.at
		l.at = i
		l.RefreshItem(before)
		l.RefreshItem(i)
	}
	l.OnSelected = func(i widget.ListItemID) {
		l.UnselectAll()
		if i < length() && l.OnPick != nil {
			l.OnPick(i)
		}
	}
	l.ExtendBaseWidget(l)
	return l
}

// mark draws a ring around the row that the keys are at.
func (l *List) mark(i int, ring *canvas.Rectangle) {
	ring.CornerRadius = theme.Size(theme.SizeNameSelectionRadius)
	showFocus(ring, l.focused && i == l.at, theme.ColorNamePrimary)
	ring.Refresh()
}

// FocusGained implements fyne.Focusable.
func (l *List) FocusGained() {
	l.focused = true
	l.List.FocusGained()
}

// FocusLost implements fyne.Focusable.
func (l *List) FocusLost() {
	l.focused = false
	l.List.FocusLost()
	l.RefreshItem(l.at)
}

// TypedKey implements fyne.Focusable.
func (l *List) TypedKey(ev *fyne.KeyEvent) {
	switch {
	case Escape(l, ev):
	case isReturn(ev):
		l.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	default:
		l.List.TypedKey(ev)
	}
}
