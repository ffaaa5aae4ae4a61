package chat

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// overscan is what is laid out above and below the view, so that a turn of
// the wheel finds rows there.
const overscan = 120

// rowsLayout tells the scroller how much room all rows would take. The few
// that exist are placed by transcript.layout.
type rowsLayout struct{ t *transcript }

// Layout implements fyne.Layout.
func (rowsLayout) Layout([]fyne.CanvasObject, fyne.Size) {}

// MinSize implements fyne.Layout.
func (l rowsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, l.t.heights.total())
}

// layout puts rows on what is in view, corrects their heights, and keeps the
// view where the user is.
func (t *transcript) layout() {
	size := t.scroll.Size()
	if t.busy || t.held || size.Width <= 0 || size.Height <= 0 {
		return
	}
	t.busy = true
	defer func() { t.busy = false }()
	if size.Width != t.width {
		t.rescale(size.Width)
	}
	// Correcting heights at the end of the list moves the end: once more then.
	for range 4 {
		if t.atEnd {
			t.scroll.Offset.Y = max(0, t.heights.total()-size.Height)
		}
		if !t.place(size) {
			break
		}
	}
	t.finish(size)
}

// place binds rows to the items in view. It tells whether a height was not
// what it had been taken for.
func (t *transcript) place(size fyne.Size) (corrected bool) {
	if len(t.items) == 0 {
		t.rows.Objects = nil
		return false
	}
	first := t.heights.find(t.scroll.Offset.Y - overscan)
	y := t.heights.before(first)
	inView := make(map[*item]bool, len(t.shown))
	for i := first; i < len(t.items) && y < t.scroll.Offset.Y+size.Height+overscan; i++ {
		it := t.items[i]
		inView[it] = true
		r := t.row(it)
		h := r.bind(it, t.width)
		if old := t.heights.at(i); old != h {
			t.heights.set(i, h)
			corrected = true
			if y < t.scroll.Offset.Y && !t.atEnd {
				t.scroll.Offset.Y += h - old
			}
		}
		r.Move(fyne.NewPos(0, y))
		r.Resize(fyne.NewSize(t.width, h))
		y += h
	}
	for it := range t.shown {
		if !inView[it] {
			t.release(it)
		}
	}
	return corrected
}

// finish tells the toolkit what changed.
func (t *transcript) finish(size fyne.Size) {
	t.rows.Objects = t.rows.Objects[:0]
	if len(t.items) > 0 {
		first := t.heights.find(t.scroll.Offset.Y - overscan)
		for i := first; i < len(t.items); i++ {
			r := t.shown[t.items[i]]
			if r == nil {
				break
			}
			t.rows.Objects = append(t.rows.Objects, r)
		}
	}
	t.rows.Resize(fyne.NewSize(size.Width, max(size.Height, t.heights.total())))
	if t.atEnd {
		t.unseen = 0
	}
	t.jump.Hidden = t.unseen == 0
	if !t.jump.Hidden {
		t.jump.SetText(kit.NewMessages(t.unseen))
		t.placeJump()
	}
	t.scroll.Refresh()
}

func (t *transcript) row(it *item) *row {
	if r := t.shown[it]; r != nil {
		return r
	}
	var r *row
	if n := len(t.free); n > 0 {
		r, t.free = t.free[n-1], t.free[:n-1]
	} else {
		r = newRow(func(text string) { t.onCopy(text) })
	}
	t.shown[it] = r
	return r
}

func (t *transcript) release(it *item) {
	if r := t.shown[it]; r != nil {
		delete(t.shown, it)
		t.free = append(t.free, r)
	}
}
