package ui

import (
	"time"

	"fyne.io/fyne/v2"
)

// The size of the window where the user has not chosen one, and the smallest
// that is asked for.
const (
	usualWidth, usualHeight = 960, 660
	leastSide               = 360
)

// sizeRest is how long the size must stay the same to be kept: the disk is not
// written while somebody pulls at a corner.
const sizeRest = 2 * time.Second

// restoreSize gives the window the size it had, and keeps the next one. Where
// the window stands is the desktop's to decide: the toolkit can neither ask nor
// say that, but for the middle of the screen.
func (w *window) restoreSize() {
	s := w.backend.Settings()
	w.size = fyne.NewSize(usualWidth, usualHeight)
	if s.Width == 0 || s.Height == 0 {
		w.win.CenterOnScreen()
	} else {
		w.size = fyne.NewSize(max(float32(s.Width), leastSide), max(float32(s.Height), leastSide))
	}
	w.win.Resize(w.size)
	w.root.Layout = &sized{on: w.resized}
}

// resized keeps a size that stays.
func (w *window) resized(size fyne.Size) {
	w.resizes++
	at := w.resizes
	w.after(sizeRest, func() {
		if w.resizes == at {
			w.keepSize(size)
		}
	})
}

// keepSize lets the next start begin with this size. That it cannot be kept is
// nothing to tell anybody.
func (w *window) keepSize(size fyne.Size) {
	if size == w.size {
		return
	}
	w.size = size
	s := w.backend.Settings()
	s.Width, s.Height = int(size.Width), int(size.Height)
	_ = w.backend.SetSettings(s)
}

// sized lays objects over one another, each as large as the window, and tells
// when that has become another size.
type sized struct {
	on   func(fyne.Size)
	last fyne.Size
}

// Layout implements fyne.Layout.
func (l *sized) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
		o.Move(fyne.NewPos(0, 0))
	}
	if size != l.last {
		l.last = size
		l.on(size)
	}
}

// MinSize implements fyne.Layout.
func (*sized) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		if o.Visible() {
			least = least.Max(o.MinSize())
		}
	}
	return least
}
