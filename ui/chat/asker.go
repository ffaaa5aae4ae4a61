package chat

import (
	"time"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// askerRow is one person who waits to be let in.
type askerRow struct {
	Asker

	object  fyne.CanvasObject
	where   *kit.Prose // and how much time is left
	letIn   *kit.Button
	decline *kit.Button

	answered bool
}

func newAskerRow(a Asker, l *lobby) *askerRow {
	r := &askerRow{Asker: a, where: kit.NewCaption(" ")}
	r.letIn = kit.NewButton(kit.WordLetIn(), func() { r.answer(l.onLetIn) })
	r.decline = kit.NewButton(kit.WordDecline(), func() { r.answer(l.onDecline) })
	badge := kit.NewBadge(a.Trust.Badge())
	who := kit.NewColumn(-10, kit.NewNamed(a.Name, badge), r.where)
	r.object = kit.NewAside(who, r.decline, r.letIn)
	return r
}

func (r *askerRow) tick(now time.Time) {
	r.where.SetText(kit.Joined(kit.LobbyLeft(r.Until.Sub(now)), kit.Text(r.Where)))
}

// answer gives one answer and no second one.
func (r *askerRow) answer(give func(Asker) (taken bool)) {
	r.answered = give(r.Asker)
	r.setEnabled(true)
}

func (r *askerRow) setEnabled(on bool) {
	r.letIn.SetEnabled(on && !r.answered)
	r.decline.SetEnabled(on && !r.answered)
}

func (r *askerRow) hasFocus() bool {
	c := fyne.CurrentApp().Driver().CanvasForObject(r.letIn)
	if c == nil {
		return false
	}
	focused := c.Focused()
	return focused == fyne.Focusable(r.letIn) || focused == fyne.Focusable(r.decline)
}
