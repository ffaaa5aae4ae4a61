package ui

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// trayState is all that the tray shows.
type trayState struct {
	inChat  bool
	hosting bool
	unseen  int // security notices
}

// refreshTray shows another menu if something is different.
func (w *window) refreshTray() {
	if w.tray == nil {
		return
	}
	s := trayState{unseen: w.unseen}
	if c := w.chat; c != nil && !c.ended {
		s.inChat, s.hosting = true, c.hosting
	}
	if w.inTray != nil && *w.inTray == s {
		return
	}
	w.inTray = &s
	w.tray(w.trayMenu(s), s.unseen > 0)
}

// trayMenu makes the menu. Whatever it does begins with bringing the window to
// the front, where questions are asked.
func (w *window) trayMenu(s trayState) *fyne.Menu {
	item := func(word string, do func()) *fyne.MenuItem {
		return fyne.NewMenuItem(word, func() {
			w.raise()
			do()
		})
	}
	notices := kit.SecurityTitle()
	if s.unseen > 0 {
		notices = kit.TrayUnseen(s.unseen)
	}
	items := []*fyne.MenuItem{item(kit.TrayOpen(), func() {}), item(notices, w.showSecurity)}
	switch {
	case s.hosting:
		items = append(items, item(kit.TrayEnd(), w.endChat))
	case s.inChat:
		items = append(items, item(kit.TrayLeave(), w.endChat))
	}
	quit := item(kit.TrayQuit(), w.close)
	quit.IsQuit = true // the toolkit adds one of its own else, which asks nobody
	return fyne.NewMenu(kit.WordAppName, append(items, fyne.NewMenuItemSeparator(), quit)...)
}

// endChat ends or leaves the chat as its button does.
func (w *window) endChat() {
	if w.chat == nil {
		return
	}
	w.chat.closeSheets()
	w.leave(w.showStart)
}
