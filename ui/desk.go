package ui

import "realtalk/app"

// deskQueue is how many notices wait for a desktop that is slow to take them.
// More are left out: they are in the list of security notices all the same.
const deskQueue = 16

// desk tells the desktop, one notice after another and beside the user interface,
// since a desktop may take its time. Where there is nobody to be told, plain does
// it without clicks, replacement and an end.
type desk struct {
	backend Desktop
	plain   func(title, text string)
	gone    <-chan struct{}
	calls   chan func()
}

// newDesk makes a desk that tells nothing any more once the window is gone.
func newDesk(w *window, plain func(title, text string)) *desk {
	d := &desk{backend: w.backend, plain: plain, gone: w.gone, calls: make(chan func(), deskQueue)}
	w.readers.Go(d.run)
	return d
}

func (d *desk) run() {
	for {
		select {
		case call := <-d.calls:
			call()
		case <-d.gone:
			return
		}
	}
}

// tell lets the desktop show a notice. onClick is called on another goroutine.
func (d *desk) tell(n app.DesktopNotice, onClick func()) {
	d.soon(func() {
		if err := d.backend.NotifyDesktop(n, onClick); err != nil {
			d.plain(n.Title, n.Body)
		}
	})
}

// withdraw takes the notice about something away, after all that was to be told
// before.
func (d *desk) withdraw(about string) {
	d.soon(func() { d.backend.WithdrawDesktop(about) })
}

func (d *desk) soon(call func()) {
	select {
	case d.calls <- call:
	default:
	}
}
