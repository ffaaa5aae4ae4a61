package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// inset moves an object to the right, as far as the size of text asks for.
type inset struct{ left func() float32 }

// NewInset puts an object where the text of a label would begin.
func NewInset(o fyne.CanvasObject) *fyne.Container {
	return container.New(&inset{labelInset}, o)
}

// NewIndent puts an object below and behind the one that it depends on.
func NewIndent(o fyne.CanvasObject) *fyne.Container {
	return container.New(&inset{func() float32 { return Scaled(indent) }}, o)
}

// Layout implements fyne.Layout.
func (i *inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := i.left()
	objects[0].Move(fyne.NewPos(left, 0))
	objects[0].Resize(fyne.NewSize(size.Width-left, size.Height))
}

// MinSize implements fyne.Layout.
func (i *inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(i.left(), 0)
}
