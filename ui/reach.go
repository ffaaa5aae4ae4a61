package ui

import (
	"time"

	"realtalk/app"
	"realtalk/ui/hosting"
	"realtalk/ui/joining"
	"realtalk/ui/kit"
)

// askAddress lets a field ask for this computer's address: what is typed, or
// what the web service says once its button was pressed, goes to set.
func (c *conversation) askAddress(field *kit.Address, set func(text string)) {
	field.OnUse = set
	field.OnAsk = func() {
		field.Wait(kit.AddressWait())
		var address string
		var err error
		c.w.beside(func() { address, err = c.w.backend.AskAddress(c.w.ctx) }, func() {
			if err != nil {
				text, hint := trouble(err)
				field.Say(text, hint, true)
				return
			}
			field.SetText(address)
			set(address)
		})
	}
}

// setAddress tells the backend the address, and the field what became of it.
func (c *conversation) setAddress(field *kit.Address, text string) (taken bool) {
	if err := c.with.SetAddress(text); err != nil {
		text, hint := trouble(err)
		field.Say(text, hint, true)
		return false
	}
	field.Say("", "", false)
	return true
}

// onRouter shows how the chat can be reached now.
func (c *conversation) onRouter(ev app.Router) {
	c.invite.SetDoor(hosting.Door{
		State: string(ev.State), Invite: ev.Invite, Local: ev.Local, Internet: ev.Internet,
		Tested: ev.Tested, Text: kit.Text(ev.Text), Hint: kit.Text(ev.Hint),
	})
	c.showAwake()
}

// awakeTime is what a system takes to keep a computer awake.
const awakeTime = 2 * time.Second

// showAwake says why the computer stays awake, on the invite.
func (c *conversation) showAwake() {
	_, reason := c.w.backend.Awake()
	c.invite.SetAwake(reason)
}

// showInvite shows what to send to the others.
func (c *conversation) showInvite() {
	c.invite.Address.SetService(c.w.backend.AddressService())
	c.showAwake()
	c.invite.Object.Refresh() // the theme may be another one than before
	sheet := c.w.sheet(kit.SheetContent{Title: kit.TextInviteTitle(), Body: c.invite.Object})
	c.invite.OnResize = sheet.Refresh
}

// showLetIn takes the line of somebody who cannot connect.
func (c *conversation) showLetIn() {
	view := hosting.NewLetIn()
	view.OnReply = func(text string) bool {
		if err := c.with.DialBack(text); err != nil {
			text, hint := trouble(err)
			view.SetProgress(text, hint, false, true)
			return false
		}
		return true
	}
	c.letInView = view
	var sheet *kit.Sheet
	sheet = kit.ShowSheet(c.w.win.Canvas(), kit.SheetContent{
		Title: kit.WordLetInStuck(), Body: view.Object, Focus: view.Focus(),
		Buttons: []*kit.Button{
			kit.NewButton(kit.WordClose(), func() { sheet.Close() }), kit.NewPrimary(kit.WordLetInGo(), view.Submit),
		},
		OnClose: func() {
			c.letInView = nil
			c.w.focusScreen()
		},
	})
	view.OnResize = sheet.Refresh
}

// showHandOver offers to go to somebody else's chat, which is still to come.
func (c *conversation) showHandOver() {
	end := kit.NewButton(kit.WordEndAndJoin(), func() {
		c.closeSheets()
		c.w.leave(func() { c.w.showPaste("") })
	})
	c.w.sheet(kit.SheetContent{
		Title: kit.WordElseHosts(), Body: hosting.NewHandOver(c.invite.Door().Text, c.w.copy), Buttons: []*kit.Button{end},
	})
}

// onReply shows a guest the line for the host, or what is missing for it.
func (c *conversation) onReply(ev app.Reply) {
	if c.replyView == nil {
		view := joining.NewReply(c.w.backend.AddressService())
		view.OnCopy = c.w.copy
		view.OnCancel = c.cancel
		c.askAddress(view.Address, func(text string) { c.setAddress(view.Address, text) })
		c.replyView = view
	}
	c.replyView.Set(ev.Line, kit.Text(ev.Text), kit.Text(ev.Hint))
	c.w.show(c.replyView.Object, c.replyView.Focus(), c.cancel)
}

// aboutDialing is what the notice of how it goes is about.
const aboutDialing = "dialing"

// onDialing tells how it goes when two computers dial each other: where the user
// asked for it, else over the window.
func (c *conversation) onDialing(ev app.Dialing) {
	failed := ev.State == app.DialingFailed
	switch {
	case c.letInView != nil:
		c.letInView.SetProgress(ev.Text, ev.Hint, ev.State == app.DialingReached, failed)
	case c.hosting:
		c.w.toasts.Show(&kit.Toast{Text: ev.Text, Hint: ev.Hint, About: aboutDialing})
	case c.replyView != nil:
		c.replyView.SetProgress(ev.Text, ev.Hint, failed)
	}
}
