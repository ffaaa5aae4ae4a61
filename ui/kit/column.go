package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// column stacks objects of one width and asks each for its height at that
// width, which is what wrapped text needs.
type column struct {
	gap    float32
	widest float32 // at the usual size of text; 0: as wide as there is room
	width  float32 // of the last layout
}

// NewColumn stacks objects. The gap, as the Gaps have it, grows with the text.
func NewColumn(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{gap: gap}, objects...)
}

// NewScreen makes a scrolled column in the middle, as wide as lines are read
// well, for the screens of forms.
func NewScreen(objects ...fyne.CanvasObject) *container.Scroll {
	return container.NewVScroll(container.New(&column{gap: GapScreen, widest: screenWidth}, objects...))
}

func (c *column) inner(width float32) (x, w float32) {
	if c.widest == 0 {
		return 0, width
	}
	w = fyne.Min(Scaled(c.widest), width-2*screenMargin)
	return (width - w) / 2, w
}

// Layout implements fyne.Layout.
func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.width = size.Width
	x, w := c.inner(size.Width)
	y := c.margin()
	if spare := size.Height - c.stack(objects, w) - 2*c.margin(); c.widest > 0 && spare > 0 {
		y += spare / 3
	}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := heightAt(o, w)
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(x, y))
		y += h + Scaled(c.gap)
	}
}

// MinSize implements fyne.Layout.
func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var width float32
	for _, o := range objects {
		if o.Visible() {
			width = fyne.Max(width, o.MinSize().Width)
		}
	}
	w := width
	if c.width > 0 {
		_, w = c.inner(c.width)
	}
	return fyne.NewSize(width+2*c.margin(), c.stack(objects, w)+2*c.margin())
}

func (c *column) stack(objects []fyne.CanvasObject, width float32) float32 {
	var height float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if height > 0 {
			height += Scaled(c.gap)
		}
		height += heightAt(o, width)
	}
	return height
}

func (c *column) margin() float32 {
	if c.widest == 0 {
		return 0
	}
	return screenMargin
}

// heightAt gives the height an object needs at a width. Wrapped text knows it
// only after it was given the width.
func heightAt(o fyne.CanvasObject, width float32) float32 {
	if o.Size().Width != width {
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
	return o.MinSize().Height
}
