package ui

import (
	"realtalk/ui/chat"
	"realtalk/ui/kit"
)

// sheet shows something above the screen, with a button at the end that closes
// it. The screen has the focus again afterwards.
func (w *window) sheet(content kit.SheetContent) *kit.Sheet {
	var s *kit.Sheet
	content.Buttons = append(content.Buttons, kit.NewPrimary(kit.WordDone(), func() { s.Close() }))
	closed := content.OnClose
	content.OnClose = func() {
		if closed != nil {
			closed()
		}
		w.focusScreen()
	}
	s = kit.ShowSheet(w.win.Canvas(), content)
	return s
}

// focusScreen gives the focus back to the chat when the last sheet is gone, which
// may have been that of the settings.
func (w *window) focusScreen() {
	if w.chat != nil && w.chat.pane != nil && kit.Top(w.win.Canvas()) == nil {
		w.chat.obey()
		w.win.Canvas().Focus(w.chat.pane.Focus())
	}
}

func (c *conversation) goToPeople() { c.w.win.Canvas().Focus(c.pane.ShowPeople()) }

// showPerson says who somebody is, and lets the host remove them.
func (c *conversation) showPerson(p chat.Person) {
	var buttons []*kit.Button
	if c.hosting && !p.You {
		buttons = []*kit.Button{
			kit.NewButton(kit.WordRemoveBlock(), func() { c.ask(p, kit.RemoveBlockText(), kit.WordRemoveBlock(), c.with.Block) }),
			kit.NewButton(kit.WordRemove(), func() { c.askRemove(p) }),
		}
	}
	if p.Trust == kit.TrustChanged {
		buttons = append(buttons, kit.NewButton(kit.WordKnowAbout(), func() { c.accept(p) }))
	}
	if !p.You {
		buttons = append(buttons,
			kit.NewButton(kit.WordNameNote(), func() { c.showNames(p) }),
			kit.NewButton(kit.WordCompare(), func() { c.showCompare(p) }))
	}
	c.w.sheet(kit.SheetContent{Title: kit.Name(p.Name), Body: chat.NewPersonCard(p), Buttons: buttons})
}

// askRemove asks before somebody is sent out who may come in again.
func (c *conversation) askRemove(p chat.Person) {
	c.ask(p, kit.RemoveText(), kit.WordRemove(), c.with.Kick)
}

// ask asks before somebody is removed.
func (c *conversation) ask(p chat.Person, text, yes string, remove func(who string) error) {
	c.closeSheets()
	kit.Ask(c.w.win.Canvas(), kit.Question{
		Title: kit.RemoveTitle(kit.Name(p.Name)), Text: text, Yes: yes, No: kit.WordCancel(), Danger: true,
		OnYes: func() {
			if err := remove(c.nameOf(p)); err != nil {
				c.w.tell(err)
			}
			c.w.refreshLists()
		},
		OnDone: c.w.focusScreen,
	})
}

// nameOf gives the name as the backend knows it: what is shown may be shorter.
func (c *conversation) nameOf(p chat.Person) string {
	for _, known := range c.with.People() {
		if known.Fingerprint == p.Fingerprint {
			return known.Name
		}
	}
	return p.Name
}
