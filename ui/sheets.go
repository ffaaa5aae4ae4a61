package ui

import (
	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/chat"
	"realtalk/ui/kit"
	"realtalk/ui/security"
)

// sheet shows something above the chat; the composer has the focus again
// afterwards.
func (c *conversation) sheet(title string, body fyne.CanvasObject, buttons ...*kit.Button) {
	var s *kit.Sheet
	done := kit.NewPrimary(kit.WordDone, func() { s.Close() })
	s = kit.ShowSheet(c.w.win.Canvas(), kit.SheetContent{
		Title: title, Body: body, Buttons: append(buttons, done), OnClose: c.focusPane,
	})
}

func (c *conversation) focusPane() {
	if c.pane != nil && !c.dropped {
		c.w.win.Canvas().Focus(c.pane.Focus())
	}
}

func (c *conversation) showInvite() { c.sheet(kit.TextInviteTitle, c.invite.Object) }

func (c *conversation) showSafety() {
	c.sheet(kit.SafetyTitle, chat.NewSafetyCard(c.with.Safety()))
}

func (c *conversation) showSecurity() {
	c.refreshBlocked()
	c.sheet(kit.SecurityTitle, c.security.Object)
}

func (c *conversation) goToPeople() { c.w.win.Canvas().Focus(c.pane.ShowPeople()) }

// showPerson says who somebody is, and lets the host remove them.
func (c *conversation) showPerson(p chat.Person) {
	var buttons []*kit.Button
	if c.hosting && !p.You {
		buttons = []*kit.Button{
			kit.NewButton(kit.WordRemoveBlock, func() { c.ask(p, kit.RemoveBlockText, kit.WordRemoveBlock, c.with.Block) }),
			kit.NewButton(kit.WordRemove, func() { c.ask(p, kit.RemoveText, kit.WordRemove, c.with.Kick) }),
		}
	}
	c.sheet(p.Name, chat.NewPersonCard(p), buttons...)
}

// ask asks before somebody is removed.
func (c *conversation) ask(p chat.Person, text, yes string, remove func(who string) error) {
	c.closeSheets()
	kit.Ask(c.w.win.Canvas(), kit.Question{
		Title: kit.RemoveTitle(p.Name), Text: text, Yes: yes, No: kit.WordCancel, Danger: true,
		OnYes: func() {
			if err := remove(c.nameOf(p)); err != nil {
				c.w.tell(err)
			}
			c.refreshBlocked()
		},
		OnDone: c.focusPane,
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

func (c *conversation) block(address string) {
	if err := c.with.Block(address); err != nil {
		c.w.tell(err)
	}
	c.refreshBlocked()
}

func (c *conversation) unblock(address string) {
	if err := c.with.Unblock(address); err != nil {
		c.w.tell(err)
	}
	c.refreshBlocked()
}

func (c *conversation) refreshBlocked() {
	if !c.hosting {
		return
	}
	blocked, err := c.with.Blocklist()
	if err != nil {
		c.w.tell(err)
		return
	}
	c.security.SetBlocked(shownBlocked(blocked))
}

// showBlocklist shows the blocked addresses while there is no chat.
func (w *window) showBlocklist() {
	view := security.NewView(false)
	refresh := func() bool {
		blocked, err := w.backend.Blocklist()
		if err != nil {
			w.tell(err)
			return false
		}
		view.SetBlocked(shownBlocked(blocked))
		return true
	}
	view.OnUnblock = func(address string) {
		if err := w.backend.Unblock(address); err != nil {
			w.tell(err)
		}
		refresh()
	}
	if !refresh() {
		return
	}
	var s *kit.Sheet
	done := kit.NewPrimary(kit.WordDone, func() { s.Close() })
	s = kit.ShowSheet(w.win.Canvas(), kit.SheetContent{
		Title: kit.WordBlockedList, Body: view.Object, Buttons: []*kit.Button{done},
	})
}

func shownBlocked(blocked []app.Blocked) []security.Blocked {
	shown := make([]security.Blocked, len(blocked))
	for i, b := range blocked {
		shown[i] = security.Blocked{Address: b.Address, Why: b.Why}
	}
	return shown
}
