package ui

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// trayState is all that the tray shows.
type trayState struct {
	inChat  bool // also while it opens
	open    bool
	hosting bool
	others  int // in the chat
	unseen  int // security notices
	unread  int // messages
}

// refreshTray shows another menu if something is different.
func (w *window) refreshTray() {
	if w.tray == nil {
		return
	}
	s := trayState{unseen: w.unseen, unread: w.unread.count}
	if c := w.chat; c != nil && !c.ended {
		s.inChat, s.hosting, s.open = true, c.hosting, w.talks()
	}
	if s.open {
		s.others = w.chat.others()
	}
	if w.inTray != nil && *w.inTray == s {
		return
	}
	w.inTray = &s
	w.tray(w.trayMenu(s), s.unseen+s.unread > 0)
}

// says tells the moment in a line.
func (s trayState) says() string {
	switch {
	case !s.inChat:
		return kit.TrayNoChat()
	case !s.open && s.hosting:
		return kit.TextStarting()
	case !s.open:
		return kit.TextConnecting()
	case s.others == 0:
		return kit.TrayAlone()
	case s.hosting:
		return kit.TrayHosting(s.others)
	default:
		return kit.TrayGuest(s.others)
	}
}

// trayMenu makes the menu. What asks or shows something begins with bringing
// the window to the front.
func (w *window) trayMenu(s trayState) *fyne.Menu {
	item := func(word string, do func()) *fyne.MenuItem {
		return fyne.NewMenuItem(word, func() {
			w.toFront()
			do()
		})
	}
	state := fyne.NewMenuItem(s.says(), nil)
	state.Disabled = true
	open, notices := kit.TrayOpen(), kit.SecurityTitle()
	if s.unread > 0 {
		open = kit.TrayUnread(s.unread)
	}
	if s.unseen > 0 {
		notices = kit.TrayUnseen(s.unseen)
	}
	items := []*fyne.MenuItem{
		state, fyne.NewMenuItemSeparator(), item(open, func() {}), item(notices, w.unlocked(w.showSecurity)),
	}
	if s.open {
		items = append(items, fyne.NewMenuItem(kit.TrayCopyInvite(), w.copyInvite))
	}
	if s.inChat {
		end := kit.TrayLeave()
		if s.hosting {
			end = kit.TrayEnd()
		}
		items = append(items, item(end, w.endChat))
	}
	quit := item(kit.TrayQuit(), w.close)
	quit.IsQuit = true // the toolkit adds one of its own else, which asks nobody
	return fyne.NewMenu(kit.WordAppName, append(items, fyne.NewMenuItemSeparator(), quit)...)
}

// copyInvite leaves the window where it is.
func (w *window) copyInvite() {
	if w.talks() {
		w.copy(w.chat.with.InviteText())
	}
}

// endChat ends or leaves the chat as its button does.
func (w *window) endChat() {
	if w.chat == nil {
		return
	}
	w.chat.closeSheets()
	w.leave(w.showStart)
}
