package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// beside puts an object of one size at the end of a wide one where both have
// room, and below it, in the middle, where they have not.
type beside struct{ width float32 }

// NewBeside puts a small object beside or below a wide one.
func NewBeside(wide, small fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{}, wide, small)
}

// room gives the width of the wide object, and whether the other one is beside.
func (*beside) room(small fyne.CanvasObject, width float32) (wide float32, isBeside bool) {
	if !small.Visible() {
		return width, true
	}
	wide = width - small.MinSize().Width - besideGap
	if wide < Scaled(besideText) {
		return width, false
	}
	return wide, true
}

// Layout implements fyne.Layout.
func (b *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	b.width = size.Width
	wide, small := objects[0], objects[1]
	width, isBeside := b.room(small, size.Width)
	height := heightAt(wide, width)
	wide.Resize(fyne.NewSize(width, height))
	wide.Move(fyne.NewPos(0, 0))
	min := small.MinSize()
	small.Resize(min)
	if isBeside {
		small.Move(fyne.NewPos(size.Width-min.Width, 0))
		return
	}
	small.Move(fyne.NewPos((size.Width-min.Width)/2, height+besideGap))
}

// MinSize implements fyne.Layout.
func (b *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	wide, small := objects[0], objects[1]
	if !small.Visible() {
		return fyne.NewSize(wide.MinSize().Width, heightAt(wide, fyne.Max(b.width, wide.MinSize().Width)))
	}
	min := small.MinSize()
	width, isBeside := b.room(small, b.width)
	if b.width == 0 {
		return fyne.NewSize(fyne.Max(wide.MinSize().Width, min.Width), wide.MinSize().Height+besideGap+min.Height)
	}
	height := heightAt(wide, width)
	if isBeside {
		height = fyne.Max(height, min.Height)
	} else {
		height += besideGap + min.Height
	}
	return fyne.NewSize(fyne.Max(wide.MinSize().Width, min.Width), height)
}
