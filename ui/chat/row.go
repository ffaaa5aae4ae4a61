package chat

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
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

// bindDay puts a date in the middle.
func (r *row) bindDay() float32 {
	r.badge.Set(r.item.text, kit.BadgePlain)
	size := r.badge.MinSize()
	r.badge.Resize(size)
	r.badge.Move(fyne.NewPos((r.width-size.Width)/2, groupGap))
	return size.Height + 2*groupGap - rowGap
}

// noticeColor gives the colour of a notice.
func (r *row) noticeColor() fyne.ThemeColorName {
	if r.item.alert {
		return theme.ColorNameError
	}
	return kit.ColorMuted
}

func (r *row) bindNotice() float32 {
	r.notice.Show()
	r.notice.SetText(r.item.text)
	r.notice.SetColor(r.noticeColor())
	w := r.width - 2*rowSide
	r.notice.Resize(fyne.NewSize(w, r.notice.MinSize().Height))
	h := r.notice.MinSize().Height
	r.notice.Resize(fyne.NewSize(w, h))
	r.notice.Move(fyne.NewPos(rowSide, 0))
	return h
}

// bindCame puts badge and notice side by side in the middle, the notice in
// several lines where it must.
func (r *row) bindCame() float32 {
	r.came.Show()
	r.badge.Set(r.item.came.Badge())
	r.came.SetText(r.item.text)
	r.came.SetColor(r.noticeColor())
	badge := r.badge.MinSize()
	natural := fyne.MeasureText(r.item.text, theme.Size(theme.SizeNameCaptionText), fyne.TextStyle{}).Width + 2*r.measure.inset + 2
	w := min(natural, r.width-2*rowSide-badge.Width)
	r.came.Resize(fyne.NewSize(w, r.came.MinSize().Height))
	h := r.came.MinSize().Height
	r.came.Resize(fyne.NewSize(w, h))
	x := (r.width - badge.Width - w) / 2
	r.badge.Resize(badge)
	r.badge.Move(fyne.NewPos(x, r.measure.inset-1))
	r.came.Move(fyne.NewPos(x+badge.Width, 0))
	return h
}

func (r *row) bindSaid() float32 {
	it, m := r.item, r.measure
	r.bubble.Show()
	r.text.Show()
	y := float32(rowGap)
	if it.first {
		y = groupGap + m.head
	}
	size := r.text.set(it.text, m.bubble(r.width))
	x := float32(rowSide)
	if it.said.Own {
		x = r.width - rowSide - size.Width
	}
	r.text.Move(fyne.NewPos(x, y))
	r.text.Resize(size)
	bubble := size
	r.more.Hidden = !it.cut
	if it.cut {
		r.paintText(r.more, kit.ColorMuted)
		r.more.Move(fyne.NewPos(x+m.inset, y+size.Height-m.inset/2))
		r.more.Resize(r.more.MinSize())
		bubble.Height += m.small
	}
	r.bubble.Move(fyne.NewPos(x, y))
	r.bubble.Resize(bubble)
	r.paintBubble()
	r.bindHead(x)
	r.placeCopy(x, y, bubble.Width)
	return y + bubble.Height + r.bindAside(x, y+bubble.Height)
}

func (r *row) paintBubble() {
	r.bubble.FillColor = kit.Color(kit.ColorSurface)
	if r.item.said.Own {
		r.bubble.FillColor = kit.Color(kit.ColorOwn)
	}
	r.bubble.StrokeWidth = 0
	if r.marked {
		r.bubble.StrokeWidth, r.bubble.StrokeColor = 2, kit.Color(theme.ColorNamePrimary)
	}
}

// bindHead puts name and time above the first bubble of a group.
func (r *row) bindHead(x float32) {
	it, inset := r.item, r.measure.inset
	r.name.Hidden, r.clock.Hidden = !it.first, !it.first
	if !it.first {
		return
	}
	r.clock.Text = kit.Clock(it.said.Sent)
	r.paintText(r.clock, kit.ColorMuted)
	clock := r.clock.MinSize()
	r.name.Importance = widget.MediumImportance
	if it.said.Own {
		r.name.Importance = widget.HighImportance
	}
	r.name.SetText(it.said.From)
	name := fyne.MeasureText(it.said.From, theme.Size(theme.SizeNameCaptionText), r.name.TextStyle).Width + 2*inset + 2
	name = min(name, r.width-2*rowSide-clock.Width)
	if it.said.Own {
		x = min(x, r.width-rowSide-name-clock.Width+inset)
	}
	r.name.Move(fyne.NewPos(x-inset/2, groupGap-inset-1))
	r.name.Resize(fyne.NewSize(name, r.name.MinSize().Height))
	r.clock.Move(fyne.NewPos(x+name-inset, groupGap-1))
	r.clock.Resize(clock)
}

// bindAside puts the status of an own message beside its bubble or, where there
// is no room, below it. It gives the height that takes.
func (r *row) bindAside(x, bottom float32) float32 {
	r.aside.Hidden = r.item.status == ""
	if r.aside.Hidden {
		return 0
	}
	r.aside.Text = r.item.status
	color := kit.ColorMuted
	if r.item.failed {
		color = theme.ColorNameError
		x -= r.copy.Size().Width + besideGap
		r.copy.Show()
	}
	r.paintText(r.aside, color)
	size := r.aside.MinSize()
	r.aside.Resize(size)
	if beside := x - size.Width - besideGap; beside >= besideGap {
		r.aside.Move(fyne.NewPos(beside, bottom-size.Height-4))
		return 0
	}
	r.aside.Move(fyne.NewPos(r.width-rowSide-size.Width, bottom+1))
	return size.Height + 1
}

func (r *row) placeCopy(x, y, width float32) {
	side := kit.Scaled(copySide)
	if r.item.said.Own {
		x -= side + besideGap
	} else {
		x += width + besideGap
	}
	r.copy.Move(fyne.NewPos(x, y+2))
	r.copy.Resize(fyne.NewSquareSize(side))
}

const copySide = 22 // at the usual size of text

func (r *row) paintText(t *canvas.Text, color fyne.ThemeColorName) {
	t.Color, t.TextSize = kit.Color(color), theme.Size(theme.SizeNameCaptionText)
	if t == r.aside {
		t.TextSize = kit.Scaled(11)
	}
}

// MouseIn implements desktop.Hoverable.
func (r *row) MouseIn(*desktop.MouseEvent) { r.hover(true) }

// MouseMoved implements desktop.Hoverable.
func (r *row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *row) MouseOut() { r.hover(false) }

// hover shows what can be done with a message below the pointer, in the place of
// its status.
func (r *row) hover(in bool) {
	if r.item == nil || r.item.said == nil {
		return
	}
	if !r.item.failed {
		setVisible(r.copy, in)
		r.aside.Hidden = in || r.item.status == ""
	}
	canvas.Refresh(r)
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
