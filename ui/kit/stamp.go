package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewStamped puts a caption behind a badge, as the head of an entry of a list.
func NewStamped(badge *Badge, caption string) *fyne.Container {
	return container.New(stamped{}, badge, NewCaption(caption))
}

type stamped struct{}

// Layout implements fyne.Layout.
func (stamped) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	badge := objects[0].MinSize()
	objects[0].Resize(badge)
	objects[0].Move(fyne.NewPos(labelInset(), (size.Height-badge.Height)/2))
	x := labelInset() + badge.Width - linkGap
	objects[1].Resize(fyne.NewSize(size.Width-x, size.Height))
	objects[1].Move(fyne.NewPos(x, 0))
}

// MinSize implements fyne.Layout.
func (stamped) MinSize(objects []fyne.CanvasObject) fyne.Size {
	caption := objects[1].MinSize()
	return fyne.NewSize(labelInset()+objects[0].MinSize().Width+leastRow, caption.Height)
}
