package contacts

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"realtalk/ui/kit"
)

// row lays out one person in two lines, both cut where the row ends: what they
// are called with the badge at the end, where no name reaches, and below it the
// rest.
type row struct {
	name  *widget.Label
	badge *kit.Badge
	rest  *widget.Label
}

func newRow() fyne.CanvasObject {
	r := &row{name: widget.NewLabel(""), badge: kit.NewBadge("", kit.BadgePlain), rest: widget.NewLabel("")}
	r.name.TextStyle.Bold, r.name.Truncation = true, fyne.TextTruncateEllipsis
	r.rest.SizeName, r.rest.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	return container.New(r, r.name, r.badge, r.rest)
}

func (r *row) show(c Contact, now time.Time) {
	r.name.SetText(c.Called())
	r.badge.Set(c.Trust.Badge())
	r.rest.SetText(c.says(now))
}

const (
	lineOverlap = 12 // labels leave room around their text
	badgeEdge   = 8
)

// Layout implements fyne.Layout.
func (r *row) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	line, badge := r.name.MinSize().Height, r.badge.MinSize()
	x := size.Width - badgeEdge - badge.Width
	r.badge.Resize(badge)
	r.badge.Move(fyne.NewPos(x, (line-badge.Height)/2))
	r.name.Resize(fyne.NewSize(max(0, x), line))
	r.rest.Resize(fyne.NewSize(size.Width, r.rest.MinSize().Height))
	r.rest.Move(fyne.NewPos(0, line-lineOverlap))
}

// MinSize implements fyne.Layout.
func (r *row) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, r.name.MinSize().Height+r.rest.MinSize().Height-lineOverlap)
}
