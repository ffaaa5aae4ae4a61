package ui

import (
	"realtalk/app"
	"realtalk/ui/chat"
	"realtalk/ui/joining"
	"realtalk/ui/kit"
)

// aboutAsks is what the notice of those who ask to come in is about: there is
// one for all of them.
const aboutAsks = "asks"

// onAsks shows the host who waits to be let in. Nothing takes the focus.
func (c *conversation) onAsks(ev app.Asks) {
	if c.pane == nil {
		return
	}
	c.pane.Asks(chat.Asker{
		Name: ev.Name, Fingerprint: ev.Fingerprint, Trust: kit.Trust(ev.Trust),
		Where: kit.Joined(ev.Address, ev.Place, ev.Owner), Until: ev.Until,
	})
	text := kit.Text(ev.Text)
	if n := c.pane.Waiting(); n > 1 {
		text = kit.LobbyMany(n)
	}
	toast := &kit.Toast{Text: text, About: aboutAsks, Actions: []kit.Action{{Word: kit.WordAnswer(), Do: c.goToLobby}}}
	c.w.alert(alert{toast: toast, title: kit.NotifyAskTitle(), brief: kit.Text(ev.Brief), onClick: func() {}})
	c.w.refreshLists()
}

// onAsked takes somebody off the list of those who wait.
func (c *conversation) onAsked(ev app.Asked) {
	if c.pane == nil {
		return
	}
	c.pane.Asked(ev.Fingerprint)
	if c.pane.Waiting() == 0 {
		c.w.toasts.DismissAbout(aboutAsks)
	}
	c.w.toasts.Place()
	if ev.Result == app.AskAdmitted { // the line that they joined follows
		c.letIn[ev.Fingerprint] = true
		return
	}
	c.pane.Note(ev.Text)
}

// answer gives the host's answer and tells whether it was taken.
func (c *conversation) answer(give func(who string) error) func(chat.Asker) bool {
	return func(a chat.Asker) bool {
		err := give(a.Fingerprint)
		if err != nil {
			c.w.tell(err)
		}
		return err == nil
	}
}

// goToLobby moves the focus to who waits longest. Return there declines.
func (c *conversation) goToLobby() {
	if first := c.pane.FirstAsker(); first != nil {
		c.w.win.Canvas().Focus(first)
	}
}

// onWaits tells a guest that the host is asked. No button has the focus: the
// Return that sent the password twice must not give up.
func (c *conversation) onWaits(ev app.Waits) {
	view := joining.NewWait(kit.TextWaiting(), kit.Text(ev.Text))
	view.OnCancel = c.cancel
	c.w.show(view.Object, nil, c.cancel)
}

// onDoor shows how the door stands.
func (c *conversation) onDoor(ev app.Door) {
	if c.pane == nil {
		return
	}
	c.showRules(ev.Rules)
	c.pane.Note(ev.Text)
}

func (c *conversation) showRules(r app.DoorRules) {
	c.pane.SetRules(chat.Rules(r))
	c.w.toasts.Place()
}

// showDoor lets the host say who may come in.
func (c *conversation) showDoor() {
	card := chat.NewDoor(chat.Rules(c.with.Door()))
	card.OnChange = c.setDoor
	c.w.sheet(kit.SheetContent{
		Title: kit.DoorTitle(), Body: card.Object, Focus: card.Focus(),
		Buttons: []*kit.Button{kit.NewQuiet(kit.WordSettings(), c.w.showSettings)},
	})
}

// lock lets nobody else in.
func (c *conversation) lock() {
	rules := chat.Rules(c.with.Door())
	rules.Locked = true
	c.setDoor(rules)
}

func (c *conversation) setDoor(r chat.Rules) (taken bool) {
	err := c.with.SetDoor(app.DoorRules(r))
	if err != nil {
		c.w.tell(err)
	}
	return err == nil
}
