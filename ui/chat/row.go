package chat

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"realtalk/ui/kit"
)

// Measures of a row, in device-independent pixels.
const (
	rowSide     = 14 // free at either side
	rowGap      = 4  // between rows of a group
	groupGap    = 10 // above a new group
	besideGap   = 6  // between a bubble and what stands beside it
	bubbleShare = 0.70
)

// row shows one item.
type row struct {
	widget.BaseWidget

	deeds   *deeds
	measure *measure

	item    *item
	version int
	width   float32
	height  float32
	size    float32 // of text
	look    fyne.ThemeVariant
	marked  bool // by the keyboard

	bubble *canvas.Rectangle
	name   *widget.Label
	clock  *canvas.Text
	aside  *canvas.Text // status of an own message
	more   *canvas.Text
	text   *text
	notice *kit.Prose
	badge  *kit.Badge // before the notice of somebody who came, or a date
	came   *kit.Prose // that notice
	copy   *copyIcon
}

func newRow(d *deeds, m *measure) *row {
	r := &row{
		deeds: d, measure: m, bubble: canvas.NewRectangle(nil), clock: canvas.NewText("", nil), aside: canvas.NewText("", nil),
		more: canvas.NewText(kit.TextLong(), nil), name: widget.NewLabel(""), text: newText(d), notice: kit.NewCaption(" ").Centered(),
		badge: kit.NewBadge("", kit.BadgePlain), came: kit.NewCaption(" "),
	}
	r.bubble.CornerRadius = 12
	r.name.SizeName, r.name.TextStyle.Bold, r.name.Truncation = theme.SizeNameCaptionText, true, fyne.TextTruncateEllipsis
	r.text.onMenu, r.text.onHover = r.showMenu, r.hover
	r.copy = newCopyIcon(func() {
		r.deeds.copy(r.item.said.Text)
		r.deeds.compose()
	})
	r.copy.Hide()
	r.ExtendBaseWidget(r)
	return r
}

// bind shows an item at a width and gives the height it takes. Binding the
// same once more costs nothing.
func (r *row) bind(it *item, width float32, marked bool) float32 {
	look := fyne.CurrentApp().Settings().ThemeVariant()
	size := r.measure.size
	if r.item == it && r.version == it.version && r.width == width && r.look == look && r.size == size && r.marked == marked {
		return r.height
	}
	if r.item != it {
		r.text.forget()
		r.copy.Hide()
	}
	r.item, r.version, r.width, r.look, r.size, r.marked = it, it.version, width, look, size, marked
	r.height = r.bindKind()
	canvas.Refresh(r)
	return r.height
}

func (r *row) bindKind() float32 {
	r.badge.Hide()
	r.came.Hide()
	r.notice.Hide()
	if r.item.said != nil {
		return r.bindSaid()
	}
	for _, o := range []fyne.CanvasObject{r.bubble, r.name, r.clock, r.aside, r.more, r.text, r.copy} {
		o.Hide()
	}
	switch {
	case !r.item.day.IsZero():
		return r.bindDay()
	case r.item.came != "":
		return r.bindCame()
	}
	return r.bindNotice()
}

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return &rowRenderer{row: r} }

// rowRenderer leaves the layout to bind, which knows the width and the item.
type rowRenderer struct{ row *row }

func (r *rowRenderer) Destroy() {}

func (r *rowRenderer) Layout(fyne.Size) {}

func (r *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(0, r.row.height) }

func (r *rowRenderer) Objects() []fyne.CanvasObject {
	w := r.row
	return []fyne.CanvasObject{w.bubble, w.text, w.more, w.name, w.clock, w.aside, w.notice, w.badge, w.came, w.copy}
}

func (r *rowRenderer) Refresh() { canvas.Refresh(r.row) }
