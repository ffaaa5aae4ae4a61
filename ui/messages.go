package ui

import (
	"fmt"
	"time"

	"realtalk/app"
	"realtalk/ui/kit"
)

// unread is what was said while nobody looked.
type unread struct {
	count int
	name  string // of who spoke last
	text  string // the last of it
	holds bool   // the desktop was told just now
	more  bool   // something came since
}

// Limits of what the desktop is told of messages.
const (
	messageRest  = 2 * time.Second // between two notices
	messageRunes = 200             // of a message
	aboutSaid    = "messages"
)

// onUnread counts a message that nobody sees and tells the desktop.
func (w *window) onUnread(ev app.Message) {
	if w.front || ev.Own {
		return
	}
	u := &w.unread
	u.count++
	u.name, u.text = kit.Name(ev.From), beginning(kit.Text(ev.Text))
	w.showUnread()
	if u.holds {
		u.more = true
		return
	}
	w.tellUnread()
}

// tellUnread lets the desktop tell of what is new, and again after a while if
// there is more then: somebody who writes line after line is one notice.
func (w *window) tellUnread() {
	u := &w.unread
	s := w.backend.Settings()
	if !s.QuietMessages {
		w.desktop(w.unreadNotice(s.HideDetails), func() {
			w.toFront()
			w.focusScreen()
		})
	}
	u.holds, u.more = true, false
	w.after(messageRest, func() {
		u.holds = false
		if u.more && u.count > 0 {
			w.tellUnread()
		}
	})
}

func (w *window) unreadNotice(hide bool) app.DesktopNotice {
	u := w.unread
	n := app.DesktopNotice{About: aboutSaid, Title: u.name, Body: u.text}
	switch {
	case hide && u.count == 1:
		n.Title, n.Body = kit.WordAppName, kit.NotifyMessage()
	case hide:
		n.Title, n.Body = kit.WordAppName, kit.NotifyMessages(u.count)
	case u.count > 1:
		n.Title, n.Body = kit.NotifyMessages(u.count), kit.NotifySaid(u.name, u.text)
	}
	return n
}

// read forgets what was new: somebody looks.
func (w *window) read() {
	if w.unread.count == 0 {
		return
	}
	w.unread.count, w.unread.more = 0, false
	w.withdraw(aboutSaid)
	w.showUnread()
}

// showUnread shows the count in the title, on the icon and in the tray.
func (w *window) showUnread() {
	n := w.unread.count
	title := kit.WordAppName
	if n > 0 {
		title = fmt.Sprintf("(%d) %s", n, title)
	}
	w.win.SetTitle(title)
	w.backend.SetBadge(n)
	w.refreshTray()
}

// beginning gives as much of a text as a notice has room for.
func beginning(text string) string {
	if runes := []rune(text); len(runes) > messageRunes {
		return string(runes[:messageRunes]) + "…"
	}
	return text
}
