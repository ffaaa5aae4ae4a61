package ui

import "realtalk/app"

// deskQueue is how many notices wait for a desktop that is slow to take them.
// More are left out: they are in the list of security notices all the same.
const deskQueue = 16

// newDesk gives what tells the desktop, one notice after another and beside the
// user interface, since a desktop may take its time. Where there is nobody to
// be told, plain does it without clicks and replacement.
func newDesk(w *window, plain func(title, text string)) func(n app.DesktopNotice, onClick func()) {
	type call struct {
		notice  app.DesktopNotice
		onClick func()
	}
	calls := make(chan call, deskQueue)
	w.readers.Go(func() {
		for {
			select {
			case c := <-calls:
				if err := w.backend.NotifyDesktop(c.notice, c.onClick); err != nil {
					plain(c.notice.Title, c.notice.Body)
				}
			case <-w.gone:
				return
			}
		}
	})
	return func(n app.DesktopNotice, onClick func()) {
		select {
		case calls <- call{n, func() { w.onScreen(onClick) }}:
		default:
		}
	}
}
