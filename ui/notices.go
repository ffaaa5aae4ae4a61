package ui

import (
	"realtalk/app"
	"realtalk/ui/kit"
	"realtalk/ui/security"
)

// noticesSheet is the list of what happened at the door, while it is shown.
type noticesSheet struct {
	*kit.Sheet

	view *security.Notices
}

// showSecurity shows what happened at the door; it has been seen then.
func (w *window) showSecurity() {
	w.loadNotices(func(all []app.SecurityEntry, blocked []app.Blocked) {
		w.setUnseen(0)
		w.toasts.Seen()
		if w.notices != nil {
			return
		}
		view := security.NewNotices()
		view.OnBlock = w.block
		view.Set(shownNotices(all), addresses(blocked))
		w.notices = &noticesSheet{view: view}
		w.notices.Sheet = w.sheet(kit.SheetContent{
			Title: kit.SecurityTitle(), Body: view.Object,
			Buttons: []*kit.Button{
				kit.NewQuiet(kit.WordClear(), w.clearNotices),
				kit.NewButton(kit.WordExport(), func() { w.save(kit.SecurityFile, w.backend.ExportSecurityList) }),
				kit.NewButton(kit.WordBlockedList(), w.showBlocklist),
			},
			OnClose: func() { w.notices = nil },
		})
	})
}

// loadNotices reads both lists beside the user interface.
func (w *window) loadNotices(then func([]app.SecurityEntry, []app.Blocked)) {
	var all []app.SecurityEntry
	var blocked []app.Blocked
	w.work(func() (err error) {
		if all, err = w.backend.SecurityList(); err != nil {
			return err
		}
		blocked, err = w.backend.Blocklist()
		return err
	}, func() { then(all, blocked) })
}

// refreshLists shows what is on disk now in the lists that are open.
func (w *window) refreshLists() {
	if w.notices != nil {
		w.loadNotices(func(all []app.SecurityEntry, blocked []app.Blocked) {
			if w.notices != nil {
				w.notices.view.Set(shownNotices(all), addresses(blocked))
				w.notices.Refresh()
			}
		})
	}
	if w.blocklist != nil {
		w.loadBlocklist(func(blocked []security.Blocked) {
			if w.blocklist != nil {
				w.blocklist.Set(blocked)
			}
		})
	}
}

// clearNotices forgets the list, once the user has said so.
func (w *window) clearNotices() {
	kit.Ask(w.win.Canvas(), kit.Question{
		Title: kit.SecurityClearTitle(), Text: kit.SecurityClearText(), Yes: kit.WordClearAll(), No: kit.WordCancel(), Danger: true,
		OnYes:  func() { w.work(w.backend.ClearSecurityList, w.refreshLists) },
		OnDone: w.focusScreen,
	})
}

func shownNotices(all []app.SecurityEntry) []security.Notice {
	shown := make([]security.Notice, len(all))
	for i, e := range all {
		shown[i] = security.Notice{
			When: e.Time, Kind: security.Kind(e.Kind), Name: e.Name, Address: e.Address,
			Place: e.Place, Owner: e.Owner, Text: e.Text,
		}
	}
	return shown
}

func addresses(blocked []app.Blocked) []string {
	all := make([]string, len(blocked))
	for i, b := range blocked {
		all[i] = b.Address
	}
	return all
}
