package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// named puts badges behind a name, which is cut where there is no room for
// all of it: no name reaches or imitates them.
type named struct{ natural func() float32 }

// NewNamed makes the row.
func NewNamed(name string, badges ...*Badge) *fyne.Container {
	label := widget.NewLabelWithStyle(name, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	label.Truncation = fyne.TextTruncateEllipsis
	natural := func() float32 {
		return fyne.MeasureText(name, theme.Size(theme.SizeNameText), label.TextStyle).Width + 2*labelInset() + 1
	}
	objects := []fyne.CanvasObject{label}
	for _, b := range badges {
		objects = append(objects, b)
	}
	return container.New(&named{natural}, objects...)
}

// Layout implements fyne.Layout.
func (n *named) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	room := size.Width
	for _, b := range objects[1:] {
		if b.Visible() {
			room -= b.MinSize().Width + namedGap
		}
	}
	x := fyne.Max(0, fyne.Min(n.natural(), room))
	objects[0].Resize(fyne.NewSize(x, size.Height))
	for _, b := range objects[1:] {
		if !b.Visible() {
			continue
		}
		min := b.MinSize()
		b.Resize(min)
		b.Move(fyne.NewPos(x, (size.Height-min.Height)/2))
		x += min.Width + namedGap
	}
}

// MinSize implements fyne.Layout.
func (n *named) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(leastRow, objects[0].MinSize().Height)
}
