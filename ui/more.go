package ui

import "realtalk/ui/kit"

// readMore shows what other starts of the program want, until the window is gone.
func (w *window) readMore(more <-chan Start) {
	for {
		select {
		case s := <-more:
			w.onScreen(func() { w.again(s) })
		case <-w.gone:
			return
		}
	}
}

// again brings the window to the front and begins as another start wished, after a
// question if that ends what goes on.
func (w *window) again(s Start) {
	w.toFront()
	switch {
	case w.locked || w.closing || !s.Host && s.Join == nil:
		return // the question for the passphrase stands, or there is nothing else
	case w.chat != nil && w.chat.pane != nil && !w.chat.ended:
		w.askAgain(s)
	default:
		w.closeAll()
		w.leave(func() { w.lead(Start{Host: s.Host, Join: s.Join, Named: w.named}) })
	}
}

// askAgain asks before a chat is left for another one.
func (w *window) askAgain(s Start) {
	c := w.chat
	c.closeSheets()
	text := kit.AgainJoin()
	if s.Host {
		text = kit.AgainHost()
	}
	kit.Ask(w.win.Canvas(), kit.Question{
		Title: kit.AgainTitle(), Text: text, Yes: c.leaveWord(), No: kit.WordStay(), Danger: true,
		OnYes:  func() { c.end(func() { w.lead(Start{Host: s.Host, Join: s.Join, Named: w.named}) }) },
		OnDone: w.focusScreen,
	})
}

// closeAll takes what lies over the screen away.
func (w *window) closeAll() {
	for top := kit.Top(w.win.Canvas()); top != nil; top = kit.Top(w.win.Canvas()) {
		top.Close()
	}
}
