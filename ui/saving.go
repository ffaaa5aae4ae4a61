package ui

import (
	"io"
	"time"

	"realtalk/ui/chat"
	"realtalk/ui/kit"
)

// showSaving asks how the conversation is to be saved, and where.
func (c *conversation) showSaving() {
	view := chat.NewSaving()
	var sheet *kit.Sheet
	save := func(name func(time.Time) string, sealed bool) func() {
		return func() {
			sheet.Close()
			c.w.save(name(time.Now()), func(w io.Writer) error { return c.with.Save(w, sealed) })
		}
	}
	view.OnText, view.OnLocked = save(kit.SavedText, false), save(kit.SavedLocked, true)
	sheet = c.w.sheet(kit.SheetContent{Title: kit.SavingTitle(), Body: view.Object, Focus: view.Focus()})
}
