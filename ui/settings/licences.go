package settings

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"realtalk/ui/kit"
)

// Work is somebody's work that is built into Real Talk.
type Work struct {
	Name    string // the module with its version, or the file
	Holders []string
	Licence string
	Text    string
}

// Works lists whose work is in Real Talk.
type Works struct {
	Object fyne.CanvasObject

	OnPick func(Work)

	all    []Work
	shown  []Work
	search *kit.Entry
	count  *kit.Prose
	list   *kit.List
}

// NewWorks makes the list.
func NewWorks(all []Work) *Works {
	v := &Works{all: all, shown: all, search: kit.NewEntry(kit.LicencesSearch()), count: kit.NewCaption("")}
	v.search.OnChanged = func(string) { v.fill() }
	v.list = kit.NewList(func() int { return len(v.shown) }, newWorkRow, func(i int, o fyne.CanvasObject) {
		o.(*fyne.Container).Layout.(*workRow).show(v.shown[i])
		o.Refresh()
	})
	v.list.OnPick = func(i int) { v.OnPick(v.shown[i]) }
	v.Object = kit.NewFilling(v.list, v.search, v.count, v.list)
	return v
}

// Focus gives where to begin.
func (v *Works) Focus() fyne.Focusable { return v.search }

func (v *Works) fill() {
	word := strings.ToLower(strings.TrimSpace(v.search.Text))
	v.shown = slices.DeleteFunc(slices.Clone(v.all), func(w Work) bool {
		return !strings.Contains(strings.ToLower(w.Called()+" "+w.Licence+" "+strings.Join(w.Holders, " ")), word)
	})
	none := ""
	if len(v.shown) == 0 {
		none = kit.LicencesNothing()
	}
	v.count.SetText(none)
	v.list.Refresh()
	v.Object.Refresh()
}

// workRow lays out one work in two lines, both cut where the row ends.
type workRow struct{ name, rest *widget.Label }

func newWorkRow() fyne.CanvasObject {
	r := &workRow{name: widget.NewLabel(""), rest: widget.NewLabel("")}
	r.name.TextStyle.Bold, r.name.Truncation = true, fyne.TextTruncateEllipsis
	r.rest.SizeName, r.rest.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	return container.New(r, r.name, r.rest)
}

func (r *workRow) show(w Work) {
	r.name.SetText(w.Called())
	r.rest.SetText(kit.Joined(kit.Text(w.Licence), kit.Text(strings.Join(w.Holders, ", "))))
}

// Called gives the work's name; Real Talk itself has none among them.
func (w Work) Called() string {
	if w.Name == "" {
		return kit.WordAppName
	}
	return kit.Text(w.Name)
}

const workOverlap = 12 // labels leave room around their text

// Layout implements fyne.Layout.
func (r *workRow) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	line := r.name.MinSize().Height
	r.name.Resize(fyne.NewSize(size.Width, line))
	r.rest.Resize(fyne.NewSize(size.Width, r.rest.MinSize().Height))
	r.rest.Move(fyne.NewPos(0, line-workOverlap))
}

// MinSize implements fyne.Layout.
func (r *workRow) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, r.name.MinSize().Height+r.rest.MinSize().Height-workOverlap)
}
