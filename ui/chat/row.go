package chat

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"realtalk/ui/kit"
)

// Measures of a row, in device-independent pixels.
const (
	rowSide     = 14  // free at either side
	rowGap      = 4   // between rows of a group
	groupGap    = 10  // above a new group
	headHeight  = 19  // name and time
	labelInset  = 8   // what a label leaves free around its text
	bubbleMost  = 560 // wide at most
	bubbleShare = 0.70
	asideHeight = 18
)

// row shows one item. Text can be selected while the pointer is over it: a
// label that could be selected all the time would stand in the way of the Tab
// key, one stop for every message on screen.
type row struct {
	widget.BaseWidget

	onCopy func(text string)

	item    *item
	version int
	width   float32
	height  float32
	look    fyne.ThemeVariant

	bubble *canvas.Rectangle
	name   *widget.Label
	clock  *canvas.Text
	aside  *canvas.Text // status of an own message
	more   *canvas.Text
	text   *widget.Label
	notice *kit.Prose
	badge  *kit.Badge // before the notice of somebody who came
	came   *kit.Prose // that notice
	copy   *copyIcon
}

func newRow(onCopy func(string)) *row {
	r := &row{
		onCopy: onCopy, bubble: canvas.NewRectangle(nil), clock: canvas.NewText("", nil), aside: canvas.NewText("", nil),
		more: canvas.NewText(kit.TextLong(), nil), name: widget.NewLabel(""), text: widget.NewLabel(""), notice: kit.NewCaption(" ").Centered(),
		badge: kit.NewBadge("", kit.BadgePlain), came: kit.NewCaption(" "),
	}
	r.bubble.CornerRadius = 12
	r.name.SizeName, r.name.TextStyle.Bold, r.name.Truncation = theme.SizeNameCaptionText, true, fyne.TextTruncateEllipsis
	r.text.Wrapping = fyne.TextWrapWord
	r.copy = newCopyIcon(func() { r.onCopy(r.item.said.Text) })
	r.copy.Hide()
	r.ExtendBaseWidget(r)
	return r
}

// bind shows an item at a width and gives the height it takes. Binding the
// same once more costs nothing.
func (r *row) bind(it *item, width float32) float32 {
	look := fyne.CurrentApp().Settings().ThemeVariant()
	if r.item == it && r.version == it.version && r.width == width && r.look == look {
		return r.height
	}
	fresh := r.item != it
	r.item, r.version, r.width, r.look = it, it.version, width, look
	if fresh {
		r.unselect()
	}
	r.height = r.bindKind()
	canvas.Refresh(r)
	return r.height
}

func (r *row) bindKind() float32 {
	r.badge.Hide()
	r.came.Hide()
	switch {
	case r.item.said != nil:
		return r.bindSaid()
	case r.item.came != "":
		return r.bindCame()
	}
	return r.bindNotice()
}

func (r *row) hideSaid() {
	for _, o := range []fyne.CanvasObject{r.bubble, r.name, r.clock, r.aside, r.more, r.text, r.copy} {
		o.Hide()
	}
}

// noticeColor gives the colour of a notice.
func (r *row) noticeColor() fyne.ThemeColorName {
	if r.item.alert {
		return theme.ColorNameError
	}
	return kit.ColorMuted
}

func (r *row) bindNotice() float32 {
	r.hideSaid()
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
	r.hideSaid()
	r.notice.Hide()
	r.came.Show()
	r.badge.Set(r.item.came.Badge())
	r.came.SetText(r.item.text)
	r.came.SetColor(r.noticeColor())
	badge := r.badge.MinSize()
	natural := fyne.MeasureText(r.item.text, theme.Size(theme.SizeNameCaptionText), fyne.TextStyle{}).Width + 2*labelInset + 2
	w := min(natural, r.width-2*rowSide-badge.Width)
	r.came.Resize(fyne.NewSize(w, r.came.MinSize().Height))
	h := r.came.MinSize().Height
	r.came.Resize(fyne.NewSize(w, h))
	x := (r.width - badge.Width - w) / 2
	r.badge.Resize(badge)
	r.badge.Move(fyne.NewPos(x, labelInset-1))
	r.came.Move(fyne.NewPos(x+badge.Width, 0))
	return h
}

func (r *row) bindSaid() float32 {
	it := r.item
	r.notice.Hide()
	r.bubble.Show()
	r.text.Show()
	r.copy.Hide()
	if r.text.Text != it.text {
		r.text.SetText(it.text)
	}
	y := float32(rowGap)
	if it.first {
		y = groupGap + headHeight
	}
	size := r.bubbleSize()
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
		r.more.Move(fyne.NewPos(x+labelInset, y+size.Height-labelInset/2))
		r.more.Resize(r.more.MinSize())
		bubble.Height += asideHeight
	}
	r.bubble.Move(fyne.NewPos(x, y))
	r.bubble.Resize(bubble)
	r.bubble.FillColor = kit.Color(kit.ColorSurface)
	if it.said.Own {
		r.bubble.FillColor = kit.Color(kit.ColorOwn)
	}
	r.bindHead(x)
	r.bindAside(x, y+bubble.Height)
	r.placeCopy(x, y, bubble.Width)
	return y + bubble.Height
}

// bubbleSize gives the bubble the width of its text, as far as there is room,
// and the height that its text has then.
func (r *row) bubbleSize() fyne.Size {
	widest := bubbleWidth(r.width)
	width := widest
	if len(r.item.text) < 300 && !r.item.cut {
		width = 0
		for line := range strings.SplitSeq(r.item.text, "\n") {
			width = max(width, fyne.MeasureText(line, theme.Size(theme.SizeNameText), fyne.TextStyle{}).Width)
		}
		width = min(width+2*labelInset+2, widest)
	}
	r.text.Resize(fyne.NewSize(width, r.text.MinSize().Height))
	return fyne.NewSize(width, r.text.MinSize().Height)
}

func bubbleWidth(row float32) float32 {
	return max(120, min(bubbleMost, (row-2*rowSide)*bubbleShare))
}

// bindHead puts name and time above the first bubble of a group.
func (r *row) bindHead(x float32) {
	it := r.item
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
	name := fyne.MeasureText(it.said.From, theme.Size(theme.SizeNameCaptionText), r.name.TextStyle).Width + 2*labelInset + 2
	name = min(name, r.width-2*rowSide-clock.Width)
	if it.said.Own {
		x = min(x, r.width-rowSide-name-clock.Width+labelInset)
	}
	r.name.Move(fyne.NewPos(x-labelInset/2, groupGap-labelInset-1))
	r.name.Resize(fyne.NewSize(name, r.name.MinSize().Height))
	r.clock.Move(fyne.NewPos(x+name-labelInset, groupGap-1))
	r.clock.Resize(clock)
}

// bindAside puts the status of an own message beside its bubble, where there
// is always room.
func (r *row) bindAside(x, bottom float32) {
	r.aside.Hidden = !r.item.said.Own || r.item.status == ""
	if r.aside.Hidden {
		return
	}
	r.aside.Text = r.item.status
	r.paintText(r.aside, kit.ColorMuted)
	size := r.aside.MinSize()
	r.aside.Resize(size)
	r.aside.Move(fyne.NewPos(max(2, x-size.Width-6), bottom-size.Height-4))
}

func (r *row) placeCopy(x, y, width float32) {
	if r.item.said.Own {
		x -= copySide + 4
	} else {
		x += width + 4
	}
	r.copy.Move(fyne.NewPos(x, y+2))
	r.copy.Resize(fyne.NewSquareSize(copySide))
}

func (r *row) paintText(t *canvas.Text, color fyne.ThemeColorName) {
	t.Color, t.TextSize = kit.Color(color), theme.Size(theme.SizeNameCaptionText)
	if t == r.aside {
		t.TextSize = 11
	}
}

// unselect ends a selection before the label shows another text.
func (r *row) unselect() {
	if r.text.Selectable {
		r.text.SetText("")
		r.text.Selectable = false
		r.text.Refresh()
	}
}

// MouseIn implements desktop.Hoverable.
func (r *row) MouseIn(*desktop.MouseEvent) {
	if r.item == nil || r.item.said == nil {
		return
	}
	r.text.Selectable = true
	r.text.Refresh()
	r.copy.Show()
	r.aside.Hide()
	canvas.Refresh(r)
}

// MouseMoved implements desktop.Hoverable.
func (r *row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *row) MouseOut() {
	if r.item == nil || r.item.said == nil {
		return
	}
	if r.text.SelectedText() == "" {
		r.text.Selectable = false
		r.text.Refresh()
	}
	r.copy.Hide()
	r.aside.Hidden = !r.item.said.Own || r.item.status == ""
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
