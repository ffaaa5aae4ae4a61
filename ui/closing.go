package ui

import (
	"time"

	"realtalk/app"
	"realtalk/ui/joining"
	"realtalk/ui/kit"
)

// endTime is how long the end of a chat is waited for.
const endTime = 2 * time.Second

// over shows that the chat has ended. Only the first call counts.
func (c *conversation) over(text, hint string, exit int) {
	if c.ended {
		return
	}
	c.ended = true
	c.w.refreshTray()
	c.w.tellOver(c)
	c.w.exit = exit
	if text == "" {
		text = kit.TextStatusOver()
	}
	switch {
	case c.then != nil:
		c.w.exit = 0
		c.finish()
	case c.pane != nil:
		c.closeSheets()
		if c.lost {
			c.pane.Lost(text)
		} else {
			c.pane.Over(join(text, hint))
		}
		c.w.win.Canvas().Focus(c.pane.Focus())
	default:
		c.fail(text, hint, exit)
	}
}

// fail shows why there is no chat, and what can be done.
func (c *conversation) fail(text, hint string, exit int) {
	c.drop()
	if c.before != nil {
		c.before.stillLost(kit.Text(join(text, hint)))
		return
	}
	r := joining.Reason{
		Title: kit.TextNotIn(), Text: kit.Text(text), Hint: kit.Text(hint), OnBack: c.w.showStart, OnRetry: c.retry,
	}
	switch {
	case c.hosting:
		r.Title = kit.TextNotOpen()
	case exit == app.ExitBlocked:
		r.OnRetry = nil
	case exit == app.ExitUnreachable:
		r.OnHost = c.w.showSetup
		if c.canReply {
			r.OnReply = c.byReply
		}
	}
	view := joining.NewFailure(r)
	c.w.show(view.Object, view.Focus(), c.w.showStart)
}

// leave ends or leaves the chat in view, if there is one, and goes on with
// then. A host is asked first while others are in.
func (w *window) leave(then func()) {
	c := w.chat
	switch {
	case c == nil:
		then()
	case c.ended:
		c.drop()
		then()
	case c.then == nil && c.pane != nil && c.hosting && c.others() > 0:
		kit.Ask(w.win.Canvas(), kit.Question{
			Title: kit.EndTitle(), Text: kit.EndText(c.others()), Yes: kit.WordEndChat(), No: kit.WordStay(), Danger: true,
			OnYes:  func() { c.end(then) },
			OnDone: w.focusScreen,
		})
	default:
		c.end(then)
	}
}

// end ends the chat and goes on with then when it has ended, or after endTime.
func (c *conversation) end(then func()) {
	if c.then != nil { // under way already: go where the user wants to go now
		c.then = then
		return
	}
	c.then = then
	if c.pane != nil {
		c.pane.Ending()
	}
	c.w.after(endTime, c.finish)
	c.with.End()
}

// finish goes on after the end, once.
func (c *conversation) finish() {
	then := c.then
	if then == nil || c.dropped {
		return
	}
	c.drop()
	c.closeSheets()
	c.w.toasts.Clear()
	then()
}

func (c *conversation) closeSheets() {
	for top := kit.Top(c.w.win.Canvas()); top != nil; top = kit.Top(c.w.win.Canvas()) {
		top.Close()
	}
}

// tellOver lets the desktop tell somebody who does not look that a chat is over,
// unless they ended it.
func (w *window) tellOver(c *conversation) {
	if w.front || c.then != nil || c.pane == nil || w.backend.Settings().QuietMessages {
		return
	}
	w.desktop(app.DesktopNotice{About: aboutSaid, Title: kit.WordAppName, Body: kit.NotifyOver()}, w.toFront)
}

// close closes the window once the chat has ended. Asked for the second time,
// it does not wait.
func (w *window) close() {
	if kit.Top(w.win.Canvas()) != nil && w.chat != nil && w.chat.then == nil {
		w.chat.closeSheets()
	}
	if w.closing {
		w.win.Close()
		return
	}
	w.leave(func() {
		w.closing = true
		w.win.Close()
	})
	w.closing = w.chat != nil && w.chat.then != nil
}

// isGone tells whether nothing may be shown any more. Any goroutine may ask.
func (w *window) isGone() bool {
	select {
	case <-w.gone:
		return true
	default:
		return false
	}
}

// finish ends a chat that is still there when the window is gone already, as
// after a signal to the program, and waits for it.
func (w *window) finish() {
	w.stop()
	if w.chat != nil {
		w.chat.with.End()
	}
	done := make(chan struct{})
	go func() {
		w.readers.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(endTime):
	}
}
