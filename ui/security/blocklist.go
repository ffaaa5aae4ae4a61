package security

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"realtalk/ui/kit"
)

// Blocklist lists the blocked addresses, to be searched and sorted.
type Blocklist struct {
	Object fyne.CanvasObject

	OnPick func(Blocked)

	// Now gives the time that dates are told from.
	Now func() time.Time

	all    []row
	shown  []row
	order  order
	search *kit.Entry
	list   *kit.List
	count  *kit.Prose
}

// NewBlocklist makes an empty list.
func NewBlocklist() *Blocklist {
	v := &Blocklist{Now: time.Now, search: kit.NewEntry(kit.BlocklistSearch()), count: kit.NewCaption(kit.BlocklistNone())}
	v.search.OnChanged = func(string) { v.fill() }
	v.search.OnSubmitted = func(string) { v.focusList() }
	sorted := kit.NewChoice(orderWords(), int(byNewest), func(i int) {
		v.order = order(i)
		v.sort()
	})
	v.list = kit.NewList(func() int { return len(v.shown) }, newBlockedRow, func(i int, o fyne.CanvasObject) {
		o.(*fyne.Container).Layout.(*blockedRow).show(v.shown[i].Blocked, v.Now())
	})
	v.list.OnPick = func(i int) { v.OnPick(v.shown[i].Blocked) }
	v.Object = kit.NewFilling(v.list, kit.NewTrailing(v.search, sorted), v.count, v.list)
	return v
}

// Focus gives where to begin.
func (v *Blocklist) Focus() fyne.Focusable { return v.search }

// Set shows other entries.
func (v *Blocklist) Set(blocked []Blocked) {
	v.all = make([]row, len(blocked))
	for i, b := range blocked {
		v.all[i] = newRow(b)
	}
	v.sort()
}

func (v *Blocklist) sort() {
	slices.SortStableFunc(v.all, v.order.compare)
	v.fill()
}

func (v *Blocklist) fill() {
	q := newQuery(v.search.Text)
	v.shown = slices.DeleteFunc(slices.Clone(v.all), func(r row) bool { return !q.matches(r) })
	v.count.SetText(v.says())
	v.list.Refresh()
	v.Object.Refresh()
}

// says tells what is shown.
func (v *Blocklist) says() string {
	switch {
	case len(v.all) == 0:
		return kit.BlocklistNone()
	case len(v.shown) == 0:
		return kit.BlocklistNothing()
	}
	return kit.BlocklistCount(len(v.shown), len(v.all))
}

func (v *Blocklist) focusList() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v.list); c != nil && len(v.shown) > 0 {
		c.Focus(v.list)
	}
}

// blockedRow lays out one entry: who, where, and why, a line each, cut where
// the row ends.
type blockedRow struct{ who, where, why *widget.Label }

func newBlockedRow() fyne.CanvasObject {
	r := &blockedRow{who: newLine(theme.SizeNameText), where: newLine(theme.SizeNameCaptionText), why: newLine(theme.SizeNameCaptionText)}
	r.who.TextStyle.Bold = true
	return container.New(r, r.who, r.where, r.why)
}

func newLine(size fyne.ThemeSizeName) *widget.Label {
	l := widget.NewLabel("")
	l.SizeName, l.Truncation = size, fyne.TextTruncateEllipsis
	return l
}

func (r *blockedRow) show(b Blocked, now time.Time) {
	r.who.SetText(b.title())
	r.where.SetText(b.where())
	r.why.SetText(b.because(now))
}

// lineOverlap is how much of a line the next one takes: labels leave room
// around their text.
const lineOverlap = 12

// Layout implements fyne.Layout.
func (r *blockedRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var y float32
	for _, o := range objects {
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(size.Width, h))
		o.Move(fyne.NewPos(0, y))
		y += h - lineOverlap
	}
}

// MinSize implements fyne.Layout.
func (r *blockedRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := float32(lineOverlap)
	for _, o := range objects {
		height += o.MinSize().Height - lineOverlap
	}
	return fyne.NewSize(120, height)
}
