package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// filling stacks objects like a column and gives one of them all the height
// that the others leave.
type filling struct{ filler fyne.CanvasObject }

// NewFilling stacks objects, of which filler takes the height that is left.
func NewFilling(filler fyne.CanvasObject, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&filling{filler}, objects...)
}

// Layout implements fyne.Layout.
func (f *filling) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := size.Height
	for _, o := range objects {
		if o.Visible() && o != f.filler {
			left -= heightAt(o, size.Width) + GapSmall
		}
	}
	var y float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := fyne.Max(0, left)
		if o != f.filler {
			h = heightAt(o, size.Width)
		}
		o.Resize(fyne.NewSize(size.Width, h))
		o.Move(fyne.NewPos(0, y))
		y += h + GapSmall
	}
}

// MinSize implements fyne.Layout.
func (f *filling) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var min fyne.Size
	for _, o := range objects {
		if o.Visible() {
			min.Width = fyne.Max(min.Width, o.MinSize().Width)
			min.Height += o.MinSize().Height + GapSmall
		}
	}
	return min
}
