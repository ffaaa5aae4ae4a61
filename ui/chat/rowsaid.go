package chat

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"realtalk/ui/kit"
)

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
