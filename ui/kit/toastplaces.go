package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// refresh gives the places to those that are to have them and draws them.
func (t *Toasts) refresh() {
	if !t.filling {
		t.fill(t.Object.Size())
		t.Object.Refresh()
	}
}

// fill lets notices into the places that are free, and those out again that
// have no room, the last one first and the first one never.
func (t *Toasts) fill(size fyne.Size) {
	t.filling = true // who loses the pointer or the focus meanwhile calls refresh
	defer func() { t.filling = false }()
	for alerts(t.shown) > maxAlerts {
		t.back(t.lastAlert())
	}
	for len(t.shown) > 1 && !t.fit(size, t.shown) {
		t.back(len(t.shown) - 1)
	}
	for t.admit(size, true) || t.admit(size, false) {
	}
	t.Object.Objects = nil
	for _, toast := range t.shown {
		t.Object.Objects = append(t.Object.Objects, toast.object)
	}
	if n := t.others(); n > 0 {
		t.more.set(n, t.OnMore != nil)
		t.Object.Objects = append(t.Object.Objects, t.more)
	}
}

// others counts those that are not shown.
func (t *Toasts) others() int { return len(t.waiting) + t.listed }

// admit shows the next one of those that must be closed, or of the others, and
// tells whether it could.
func (t *Toasts) admit(size fyne.Size, alert bool) bool {
	i := slices.IndexFunc(t.waiting, func(toast *Toast) bool { return toast.Alert == alert })
	if i < 0 || alert && alerts(t.shown) == maxAlerts {
		return false
	}
	toast := t.waiting[i]
	t.build(toast)
	shown, ok := t.with(size, toast)
	if !ok {
		return false
	}
	t.waiting = slices.Delete(t.waiting, i, i+1)
	for i := len(t.shown) - 1; i >= 0; i-- {
		if !slices.Contains(shown, t.shown[i]) {
			t.back(i)
		}
	}
	t.shown = shown
	t.age(toast)
	return true
}

// with gives what is shown once one more is, and whether there is room for it.
func (t *Toasts) with(size fyne.Size, toast *Toast) (shown []*Toast, ok bool) {
	shown = append(slices.Clone(t.shown), toast)
	for last := len(shown) - 1; last > 0; last-- {
		if len(shown) <= maxToasts && t.fit(size, shown) {
			break
		}
		i := t.yields(shown[:last], toast)
		if i < 0 {
			return nil, false
		}
		shown = slices.Delete(shown, i, i+1)
	}
	return shown, true
}

// yields gives which one goes back for the sake of another one, -1 for none:
// those that go by themselves for the first that must be closed, and the second
// such one for them, where there is no room for all. Nothing moves at which
// somebody is.
func (t *Toasts) yields(shown []*Toast, toast *Toast) int {
	urgent := alerts(shown)
	for i, old := range slices.Backward(shown) {
		switch {
		case old == t.pointed || old == t.focused:
			return -1
		case toast.Alert && urgent == 0, !toast.Alert && old.Alert && urgent > 1 && len(shown) < maxToasts:
			return i
		}
	}
	return -1
}

// alerts counts those that must be closed.
func alerts(shown []*Toast) (n int) {
	for _, toast := range shown {
		if toast.Alert {
			n++
		}
	}
	return n
}

func (t *Toasts) lastAlert() int {
	for i, toast := range slices.Backward(t.shown) {
		if toast.Alert {
			return i
		}
	}
	return -1
}

// back lets a notice wait again, before all others.
func (t *Toasts) back(i int) {
	toast := t.shown[i]
	t.shown = slices.Delete(t.shown, i, i+1)
	t.waiting = slices.Insert(t.waiting, 0, toast)
	t.release(toast)
}

// fit tells whether notices have room, with the line that counts the others.
func (t *Toasts) fit(size fyne.Size, shown []*Toast) bool {
	if size.Height == 0 {
		return true // not on screen yet
	}
	_, width, room := t.room(size)
	height := float32(toastGap)
	for _, toast := range shown {
		height += heightAt(toast.object, width) + toastGap
	}
	if len(t.shown)+t.others() > len(shown) {
		height += t.more.MinSize().Height + toastGap
	}
	return height <= room
}

// room gives what notices can take of a window, and where it begins. Where the
// head of the window leaves too little they cover some of it.
func (t *Toasts) room(size fyne.Size) (top, width, height float32) {
	foot := size.Height - edge(t.Bottom)
	top = fyne.Max(0, fyne.Min(edge(t.Top), foot-Scaled(toastLeast)))
	return top, fyne.Min(Scaled(toastWidth), size.Width-2*sheetMargin), foot - top
}

// edge gives what is left free at an edge of the window.
func edge(free func() float32) float32 {
	if free == nil {
		return 0
	}
	return free()
}

// corner stacks notices down the right edge.
type corner struct{ toasts *Toasts }

// Layout implements fyne.Layout. A notice that has not room for all of its text
// is alone, and is scrolled.
func (c *corner) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	t := c.toasts
	t.fill(size)
	y, width, left := t.room(size)
	y += toastGap
	left -= 2 * toastGap
	if t.others() > 0 {
		left -= t.more.MinSize().Height + toastGap
	}
	place := func(o fyne.CanvasObject, height float32) {
		o.Resize(fyne.NewSize(width, height))
		o.Move(fyne.NewPos(size.Width-width-sheetMargin, y))
		y += height + toastGap
	}
	for _, toast := range t.shown {
		height := fyne.Max(0, fyne.Min(heightAt(toast.object, width), left))
		place(toast.object, height)
		left -= height + toastGap
	}
	if t.others() > 0 {
		place(t.more, t.more.MinSize().Height)
	}
}

// MinSize implements fyne.Layout: a layer asks for no room.
func (*corner) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// moreCard says how many notices wait.
type moreCard struct {
	Panel

	button *Button
}

func newMoreCard(tapped func()) *moreCard {
	m := &moreCard{button: NewQuiet("", tapped)}
	m.Panel = Panel{
		Content: NewActions(m.button), Fill: ColorSurface, Stroke: theme.ColorNameSeparator,
		Radius: radiusCard, Inset: fyne.NewSize(2, 0),
	}
	m.ExtendBaseWidget(m)
	return m
}

// set says how many there are; with a way to them it is a button.
func (m *moreCard) set(n int, leads bool) {
	m.button.SetText(AndMoreToasts(n))
	m.button.SetEnabled(leads)
}
