package ui

import (
	"realtalk/app"
	"realtalk/ui/kit"
)

// aboutConnection is what the notice of the own connection is about.
const aboutConnection = "connection"

// onConnection says how the own connection stands: in the chat, and by a notice that
// stays as long as it is broken.
func (c *conversation) onConnection(ev app.Connection) {
	if c.pane == nil {
		return
	}
	text := kit.Text(ev.Text)
	c.pane.Note(text)
	c.w.toasts.Show(&kit.Toast{Text: text, About: aboutConnection, Alert: ev.State == app.ConnectionLost})
}

// onMemberAway says that somebody's connection broke, or stands again.
func (c *conversation) onMemberAway(ev app.MemberAway) {
	if c.pane == nil {
		return
	}
	c.pane.Note(kit.Text(ev.Text))
	c.refreshPeople()
}
