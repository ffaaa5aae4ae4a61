package ui

import (
	"time"

	"realtalk/app"
	"realtalk/ui/chat"
	"realtalk/ui/hosting"
	"realtalk/ui/joining"
	"realtalk/ui/kit"
	"realtalk/ui/security"
)

// event shows one event.
func (c *conversation) event(ev app.Event) {
	if joined, ok := ev.(app.MemberJoined); !ok || !joined.Already {
		c.tellAlready()
	}
	switch ev := ev.(type) {
	case app.Hosting:
		c.onHosting(ev)
	case app.Router:
		c.invite.SetDoor(hosting.Door{State: string(ev.State), Lines: ev.Internet, Text: ev.Text, Hint: ev.Hint})
	case app.PasswordPrompt:
		c.onPrompt(ev)
	case app.PasswordWrong:
		if c.password != nil {
			c.password.Wrong(ev.Left)
		}
	case app.Joined:
		c.onJoined()
	case app.MemberJoined:
		c.onMemberJoined(ev)
	case app.MemberLeft:
		c.onMemberLeft(ev)
	case app.Message:
		c.onMessage(ev)
	case app.Delivered:
		if c.pane != nil {
			c.pane.Delivered(ev.ID, ev.To, ev.Of)
		}
	case app.Security:
		c.onSecurity(ev)
	case app.Notice:
		c.onNotice(ev)
	case app.Ended:
		c.over(ev.Text, "", ev.Reason.ExitStatus())
	case app.Failed:
		c.onFailed(ev)
	}
}

func (c *conversation) onHosting(ev app.Hosting) {
	c.invite.SetLocal(ev.Local)
	c.invite.SetPassword(ev.Password)
	c.enter()
	c.refreshPeople()
	c.pane.Note(kit.TextAlone)
	c.pane.Note(kit.TextNewcomers)
	c.showInvite()
}

func (c *conversation) onJoined() {
	c.enter()
	c.refreshPeople()
	if !c.hosting {
		c.invite.SetGuest(c.with.Invite())
		c.pane.Note(kit.TextInNow)
	}
}

func (c *conversation) onPrompt(ev app.PasswordPrompt) {
	if c.password == nil {
		c.password = joining.NewPassword()
		c.password.OnPassword = c.with.Password
		c.password.OnCancel = c.cancel
		c.w.show(c.password.Object, c.password.Focus(), c.cancel)
	}
	c.password.Ask(ev.Left)
	c.w.win.Canvas().Focus(c.password.Focus())
}

func (c *conversation) onMemberJoined(ev app.MemberJoined) {
	if c.pane == nil {
		return
	}
	name := kit.Name(ev.Name)
	switch {
	case ev.Trust == app.TrustChanged:
		c.pane.Warn(kit.CameChanged(name))
	case ev.Already:
		c.already = append(c.already, name)
		return // told, and the list refreshed, once for all of them
	default:
		c.pane.Note(kit.Came(name))
	}
	c.refreshPeople()
}

// tellAlready says who was in before the user, in one line.
func (c *conversation) tellAlready() {
	names := c.already
	c.already = nil
	switch len(names) {
	case 0:
		return
	case 1:
		c.pane.Note(kit.WasHere(names[0]))
	default:
		c.pane.Note(kit.WereHere(len(names)))
	}
	c.refreshPeople()
}

func (c *conversation) onMemberLeft(ev app.MemberLeft) {
	if c.pane == nil {
		return
	}
	name := kit.Name(ev.Name)
	switch ev.Reason {
	case app.LeftKicked:
		c.pane.Note(kit.LeftKicked(name))
	case app.LeftLost:
		c.pane.Note(kit.LeftLost(name))
	default:
		c.pane.Note(kit.Left(name))
	}
	c.refreshPeople()
}

func (c *conversation) onMessage(ev app.Message) {
	if c.pane == nil {
		return
	}
	c.pane.Say(chat.Message{
		ID: ev.ID, From: ev.From, Fingerprint: ev.Fingerprint, Text: ev.Text, Sent: ev.Sent, Own: ev.Own,
	})
}

func (c *conversation) onNotice(ev app.Notice) {
	if c.pane == nil {
		c.w.toasts.Show(&kit.Toast{Text: kit.Text(ev.Text)})
		return
	}
	c.pane.Note(ev.Text)
}

func (c *conversation) onSecurity(ev app.Security) {
	text := ev.Text
	if text == "" {
		text = doorText(ev)
	}
	text = kit.Text(text)
	notice := security.Notice{When: time.Now(), Text: text}
	toast := &kit.Toast{Text: text, About: ev.Address}
	switch ev.Kind {
	case app.SecurityWrongPassword, app.SecurityDisconnected:
		notice.Address = ev.Address
		toast.Action, toast.OnAct = kit.WordBlockNow, func() { c.block(ev.Address) }
	case app.SecurityBlocked, app.SecurityRefused, app.SecurityAttack:
		toast.Action, toast.OnAct = kit.WordShow, c.showSecurity
	}
	switch ev.Kind {
	case app.SecurityDisconnected, app.SecurityBlocked, app.SecurityAttack:
		toast.Alert = true
		c.w.notify(kit.NotifyTitle, text)
	}
	c.security.Add(notice)
	c.refreshBlocked()
	c.w.toasts.Show(toast)
}

func (c *conversation) onFailed(ev app.Failed) {
	if c.pane != nil {
		c.w.toasts.Show(&kit.Toast{Text: ev.Text, Hint: ev.Hint})
		return
	}
	c.over(ev.Text, ev.Hint, 1)
}

func doorText(ev app.Security) string {
	who := kit.DoorWho(ev.Address, ev.Place, ev.Owner)
	switch ev.Kind {
	case app.SecurityDisconnected:
		return kit.DoorDisconnected(who)
	case app.SecurityBlocked:
		return kit.DoorBlocked(who)
	case app.SecurityRefused:
		return kit.DoorRefused(who)
	case app.SecurityUnblocked:
		return kit.DoorUnblocked(who)
	case app.SecurityAttack:
		return kit.DoorAttack
	}
	return kit.DoorWrong(who)
}
