package ui

import (
	"realtalk/ui/chat"
	"realtalk/ui/kit"
)

// showLink shows the whole of a link that somebody wrote, and opens it only if the
// user says so.
func (c *conversation) showLink(address string) {
	link, ok := chat.ParseLink(address)
	if !ok {
		return
	}
	var sheet *kit.Sheet
	cancel := kit.NewButton(kit.WordCancel(), func() { sheet.Close() })
	copies := kit.NewButton(kit.WordCopyLink(), func() {
		sheet.Close()
		c.w.copy(link.URL.String())
	})
	open := kit.NewPrimary(kit.WordOpenLink(), func() {
		sheet.Close()
		if err := c.open(link.URL); err != nil {
			c.w.toasts.Show(&kit.Toast{Text: kit.LinkFailed(), Hint: kit.LinkFailedHow()})
		}
	})
	sheet = kit.ShowSheet(c.w.win.Canvas(), kit.SheetContent{
		Title: kit.LinkTitle(), Body: chat.NewLinkCard(link), Buttons: []*kit.Button{cancel, copies, open},
		Focus: cancel, OnClose: c.w.focusScreen,
	})
}
