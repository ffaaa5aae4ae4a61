package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// NewDrawer folds an object away behind a button that shows and hides it. moved
// is called afterwards, for what stands around it to make room.
func NewDrawer(word string, inner fyne.CanvasObject, moved func()) *fyne.Container {
	inner.Hide()
	open := NewQuiet(word, nil)
	open.Icon = theme.MenuExpandIcon()
	open.OnTapped = func() {
		if inner.Visible() {
			inner.Hide()
			open.SetIcon(theme.MenuExpandIcon())
		} else {
			inner.Show()
			open.SetIcon(theme.MenuDropDownIcon())
		}
		moved()
	}
	return NewColumn(GapSmall, NewTools(open), inner)
}
