package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// aside puts buttons at the end of the row of a text where both have room, and
// below it where they have not.
type aside struct{ width float32 }

// NewAside puts buttons beside or below an object.
func NewAside(wide fyne.CanvasObject, buttons ...*Button) *fyne.Container {
	objects := []fyne.CanvasObject{wide}
	for _, b := range buttons {
		objects = append(objects, b)
	}
	return container.New(&aside{}, objects...)
}

// buttonsWidth gives the width of all buttons with the gaps before them.
func (a *aside) buttonsWidth(buttons []fyne.CanvasObject) (width float32) {
	for _, b := range buttons {
		if b.Visible() {
			width += asideGap + b.MinSize().Width
		}
	}
	return width
}

// Layout implements fyne.Layout.
func (a *aside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	a.width = size.Width
	wide, buttons := objects[0], objects[1:]
	room := a.buttonsWidth(buttons)
	text, y := size.Width-room, float32(-1)
	if text < Scaled(besideText) {
		text = size.Width
		y = heightAt(wide, text)
	}
	wide.Resize(fyne.NewSize(text, heightAt(wide, text)))
	wide.Move(fyne.NewPos(0, 0))
	x := size.Width - room
	for _, b := range buttons {
		if !b.Visible() {
			continue
		}
		min := b.MinSize()
		x += asideGap
		top := y
		if y < 0 {
			top = (size.Height - min.Height) / 2
		}
		b.Resize(min)
		b.Move(fyne.NewPos(fyne.Max(0, x), top))
		x += min.Width
	}
}

// MinSize implements fyne.Layout.
func (a *aside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	wide, buttons := objects[0], objects[1:]
	var button float32
	for _, b := range buttons {
		if b.Visible() {
			button = fyne.Max(button, b.MinSize().Height)
		}
	}
	room := a.buttonsWidth(buttons)
	min := fyne.NewSize(fyne.Max(wide.MinSize().Width, room-asideGap), 0)
	switch text := a.width - room; {
	case a.width == 0:
		min.Height = wide.MinSize().Height + button
	case text < Scaled(besideText):
		min.Height = heightAt(wide, a.width) + button
	default:
		min.Height = fyne.Max(heightAt(wide, text), button)
	}
	return min
}
