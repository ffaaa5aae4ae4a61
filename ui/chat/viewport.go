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
		h := r.bind(it, t.width, t.focused && it == t.current)
		if old := t.heights.at(i); old != h {
			t.heights.set(i, h)
			corrected = true
			t.hold(y, old, h)
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

// hold keeps the line at the upper edge there when a row that begins at y became
// higher or lower.
func (t *transcript) hold(y, old, h float32) {
	switch top := t.scroll.Offset.Y; {
	case t.atEnd:
	case y+old <= top:
		t.scroll.Offset.Y += h - old
	case y < top:
		t.scroll.Offset.Y = min(top, y+h-1)
	}
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
	t.offerEnd(size)
	t.scroll.Refresh()
}

// offerEnd shows the button that leads to the end where that is far away, or
// something new is there.
func (t *transcript) offerEnd(size fyne.Size) {
	far := t.heights.total()-t.scroll.Offset.Y-size.Height > size.Height
	t.jump.Hidden = t.atEnd || t.unseen == 0 && !far
	if t.jump.Hidden {
		return
	}
	text := kit.WordNewest()
	if t.unseen > 0 {
		text = kit.NewMessages(t.unseen)
	}
	t.jump.SetText(text)
	t.placeJump()
}

func (t *transcript) row(it *item) *row {
	if r := t.shown[it]; r != nil {
		return r
	}
	var r *row
	if n := len(t.free); n > 0 {
		r, t.free = t.free[n-1], t.free[:n-1]
	} else {
		r = newRow(t.deeds, &t.measure)
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
