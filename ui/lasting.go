package ui

import (
	"realtalk/app"
	"realtalk/ui/kit"
)

// onConnection says how the own connection stands: in the chat, and above it as long
// as it is broken.
func (c *conversation) onConnection(ev app.Connection) {
	switch {
	case c.pane == nil:
	case ev.State == app.ConnectionLost:
		c.pane.Broken(kit.Text(ev.Text))
	default:
		c.pane.Mended(kit.Text(ev.Text))
	}
	c.w.toasts.Place()
}

// onMemberAway says that somebody's connection broke, or stands again.
func (c *conversation) onMemberAway(ev app.MemberAway) {
	if c.pane == nil {
		return
	}
	c.pane.Note(kit.Text(ev.Text))
	c.refreshPeople()
}
