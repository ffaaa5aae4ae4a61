package ui

import (
	"realtalk/app"
	"realtalk/ui/chat"
	"realtalk/ui/hosting"
	"realtalk/ui/joining"
	"realtalk/ui/kit"
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
		c.onRouter(ev)
	case app.Reply:
		c.onReply(ev)
	case app.Dialing:
		c.onDialing(ev)
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
	case app.Trusted:
		c.onTrusted(ev)
	case app.MemberLeft:
		c.onMemberLeft(ev)
	case app.Connection:
		c.onConnection(ev)
	case app.MemberAway:
		c.onMemberAway(ev)
	case app.Message:
		c.onMessage(ev)
	case app.Delivered:
		if c.pane != nil {
			c.pane.Delivered(ev.ID, ev.To, ev.Of)
		}
	case app.Security:
		c.onSecurity(ev)
	case app.Asks:
		c.onAsks(ev)
	case app.Asked:
		c.onAsked(ev)
	case app.Waits:
		c.onWaits(ev)
	case app.Door:
		c.onDoor(ev)
	case app.Notice:
		c.onNotice(ev)
	case app.Ended:
		c.canReply = ev.CanReply
		c.lost = ev.Reason == app.EndLost && !c.hosting
		c.over(ev.Text, ev.Hint, ev.Reason.ExitStatus())
	case app.Failed:
		c.onFailed(ev)
	}
}

func (c *conversation) onHosting(ev app.Hosting) {
	c.invite.SetDoor(hosting.Door{Invite: ev.Invite, Local: ev.Local})
	c.invite.SetPassword(ev.Password)
	c.enter()
	c.refreshPeople()
	c.showRules(c.with.Door())
	c.pane.Note(kit.TextAlone())
	c.pane.Note(kit.TextNewcomers())
	c.showInvite()
	c.w.after(awakeTime, c.showAwake)
}

func (c *conversation) onJoined() {
	c.enter()
	c.refreshPeople()
	if !c.hosting {
		c.invite.SetGuest(c.with.InviteText())
		c.pane.Note(kit.TextInNow())
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

func (c *conversation) onMessage(ev app.Message) {
	if c.pane == nil {
		return
	}
	c.pane.Say(chat.Message{
		ID: ev.ID, From: ev.From, Fingerprint: ev.Fingerprint, Text: ev.Text, Sent: ev.Sent, Own: ev.Own,
	})
	c.w.onUnread(ev)
}

func (c *conversation) onFailed(ev app.Failed) {
	if c.pane != nil {
		c.w.toasts.Show(&kit.Toast{Text: ev.Text, Hint: ev.Hint})
		return
	}
	c.over(ev.Text, ev.Hint, 1)
}
