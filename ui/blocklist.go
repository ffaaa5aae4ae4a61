package ui

import (
	"io"
	"time"

	"realtalk/app"
	"realtalk/ui/kit"
	"realtalk/ui/security"
)

// showBlocklist shows the blocked addresses, in a chat and without one.
func (w *window) showBlocklist() {
	w.loadBlocklist(func(blocked []security.Blocked) {
		if w.blocklist != nil {
			return
		}
		view := security.NewBlocklist()
		view.OnPick = w.showBlocked
		view.Set(blocked)
		w.blocklist = view
		w.sheet(kit.SheetContent{
			Title: kit.WordBlockedList(), Body: view.Object, Fills: true, Focus: view.Focus(),
			Buttons: []*kit.Button{
				kit.NewQuiet(kit.WordImport(), w.importBlocklist),
				kit.NewQuiet(kit.WordExport(), func() { w.save(kit.BlocklistFile, w.backend.ExportBlocklist) }),
				kit.NewButton(kit.WordBlockAddress(), w.showBlockForm),
			},
			OnClose: func() { w.blocklist = nil },
		})
	})
}

func (w *window) loadBlocklist(then func([]security.Blocked)) {
	var blocked []app.Blocked
	w.work(func() (err error) {
		blocked, err = w.backend.Blocklist()
		return err
	}, func() { then(shownBlocked(blocked)) })
}

func shownBlocked(blocked []app.Blocked) []security.Blocked {
	shown := make([]security.Blocked, len(blocked))
	for i, b := range blocked {
		shown[i] = security.Blocked{
			Address: b.Address, Name: b.Name, Place: b.Place, Owner: b.Owner, Why: b.WhyText,
			Since: b.Since, Until: b.Until, Tries: b.Tries, Note: b.Note,
		}
	}
	return shown
}

// showBlocked says all that is known of one entry, and what can be done.
func (w *window) showBlocked(b security.Blocked) {
	var sheet *kit.Sheet
	card := security.NewCard(b, time.Now())
	card.OnNote = func(note string) {
		w.work(func() error { return w.backend.Annotate(b.Address, note) }, func() {
			w.say(kit.NoteKept())
			w.refreshLists()
		})
	}
	unblock := func(forget bool) func() {
		return func() {
			w.work(func() error { return w.backend.Unblock(b.Address, forget) }, func() {
				sheet.Close()
				w.say(kit.UnblockedNow(kit.Text(b.Address)))
				w.refreshLists()
			})
		}
	}
	sheet = w.sheet(kit.SheetContent{
		Title: kit.Text(b.Address), Body: card.Object,
		Buttons: []*kit.Button{
			kit.NewButton(kit.WordUnblockForget(), unblock(true)),
			kit.NewButton(kit.WordUnblock(), unblock(false)),
		},
	})
}

// showBlockForm asks for an address to be blocked.
func (w *window) showBlockForm() {
	form := security.NewForm()
	var sheet *kit.Sheet
	form.OnBlock = func(address string, long time.Duration, note string) {
		var err error
		w.beside(func() {
			err = w.backend.Block(app.BlockRequest{Address: address, For: long, Note: note})
		}, func() {
			if err != nil {
				form.Problem(join(trouble(err)))
				sheet.Refresh()
				return
			}
			sheet.Close()
			w.refreshLists()
		})
	}
	sheet = kit.ShowSheet(w.win.Canvas(), kit.SheetContent{
		Title: kit.BlockTitle(), Body: form.Object, Focus: form.Focus(), OnClose: w.focusScreen,
		Buttons: []*kit.Button{
			kit.NewButton(kit.WordCancel(), func() { sheet.Close() }), kit.NewPrimary(kit.WordBlock(), form.Submit),
		},
	})
}

func (w *window) importBlocklist() {
	added := 0
	w.load([]string{".txt"}, func(in io.Reader) (err error) {
		added, err = w.backend.ImportBlocklist(in)
		return err
	}, func() {
		w.say(kit.Imported(added))
		w.refreshLists()
	})
}

// block blocks an address for good.
func (w *window) block(address string) {
	w.work(func() error { return w.backend.Block(app.BlockRequest{Address: address}) }, w.refreshLists)
}
