package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// form is a screen whose foot is always in view.
type form struct {
	scroll *container.Scroll
	foot   fyne.CanvasObject // with the buttons
	column *column           // of what is scrolled
}

// NewForm makes a screen like NewScreen with a foot that is always in view: what
// stands above it is scrolled where there is no room for all of it.
func NewForm(foot fyne.CanvasObject, objects ...fyne.CanvasObject) *fyne.Container {
	c := &column{gap: GapScreen, widest: screenWidth}
	scroll := container.NewVScroll(container.New(c, objects...))
	return container.New(&form{scroll: scroll, foot: foot, column: c}, scroll, foot)
}

// Layout implements fyne.Layout.
func (f *form) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	x, width := f.column.inner(size.Width)
	foot := heightAt(f.foot, width)
	view := heightAt(f.scroll.Content, size.Width)
	// What is scrolled ends with a margin of its own, which is gap enough.
	gap := float32(GapScreen - screenMargin)
	spare := size.Height - view - gap - foot - GapScreen
	if spare < 0 {
		gap = GapScreen
		view = size.Height - gap - foot - GapScreen
	}
	top := fyne.Max(0, spare/3)
	f.scroll.Move(fyne.NewPos(0, top))
	f.scroll.Resize(fyne.NewSize(size.Width, view))
	f.foot.Resize(fyne.NewSize(width, foot))
	f.foot.Move(fyne.NewPos(x, top+view+gap))
}

// MinSize implements fyne.Layout.
func (f *form) MinSize([]fyne.CanvasObject) fyne.Size {
	scroll, foot := f.scroll.MinSize(), f.foot.MinSize()
	return fyne.NewSize(fyne.Max(scroll.Width, foot.Width+2*screenMargin), scroll.Height+foot.Height+2*GapScreen)
}
