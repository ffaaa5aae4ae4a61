package ui

// again goes into the chat whose connection was lost. What was said, and what is
// being written, stays and goes on there.
func (c *conversation) again() {
	c.retry()
	c.w.chat.before = c
}

// stillLost shows the chat whose connection was lost, and why it is lost yet.
func (c *conversation) stillLost(text string) {
	c.w.chat = c
	c.w.refreshTray()
	c.pane.Lost(text)
	c.w.show(c.pane.Object, c.pane.Focus(), c.w.toasts.Clear)
}
