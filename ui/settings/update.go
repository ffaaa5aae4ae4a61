package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"realtalk/ui/kit"
)

// Update says what will be fetched, then how much has come.
type Update struct {
	Object fyne.CanvasObject

	says *kit.Prose
	bar  *widget.ProgressBar
	much *kit.Prose
}

// NewUpdate makes the view with what will be fetched from where.
func NewUpdate(plan string) *Update {
	u := &Update{says: kit.NewBody(kit.Text(plan)), bar: widget.NewProgressBar(), much: kit.NewCaption("")}
	u.bar.TextFormatter = func() string { return "" } // it stands below, in numbers
	u.bar.Hide()
	u.much.Hide()
	u.Object = kit.NewColumn(8, u.says, u.bar, u.much)
	return u
}

// Progress shows how many bytes of how many have come; total is 0 if nobody
// knows.
func (u *Update) Progress(done, total int64) {
	u.says.SetText(kit.UpdateWait())
	u.bar.Show()
	if total > 0 {
		u.bar.SetValue(float64(done) / float64(total))
	}
	u.much.SetText(kit.UpdateDoneOf(done, total))
	u.Object.Refresh()
}

// Done says what became of it.
func (u *Update) Done(text string) {
	u.says.SetText(text)
	u.bar.Hide()
	u.much.SetText("")
	u.Object.Refresh()
}
