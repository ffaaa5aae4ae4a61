package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// List shows rows of one height, as many as there are, and makes only those in
// view. A click, Return or Space picks one.
type List struct {
	widget.List

	OnPick func(i int)
}

// NewList makes a list. row makes an empty row, bind shows entry i in it.
func NewList(length func() int, row func() fyne.CanvasObject, bind func(i int, row fyne.CanvasObject)) *List {
	l := &List{}
	l.Length, l.CreateItem, l.HideSeparators = length, row, true
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		if i < length() {
			bind(i, o)
		}
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
