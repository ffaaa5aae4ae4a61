package chat

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"realtalk/ui/kit"
)

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
