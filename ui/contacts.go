package ui

import (
	"time"

	"realtalk/app"
	"realtalk/ui/contacts"
	"realtalk/ui/kit"
)

// showContacts shows the people whom the user has met.
func (w *window) showContacts() {
	w.loadContacts(func(all []contacts.Contact) {
		view := contacts.NewList()
		view.OnPick = func(c contacts.Contact) { w.showContact(c, view) }
		view.Set(all)
		w.sheet(kit.SheetContent{Title: kit.WordContacts(), Body: view.Object, Fills: true, Focus: view.Focus()})
	})
}

func (w *window) loadContacts(then func([]contacts.Contact)) {
	var met []app.Contact
	w.work(func() (err error) {
		met, err = w.backend.Contacts()
		return err
	}, func() {
		shown := make([]contacts.Contact, len(met))
		for i, c := range met {
			shown[i] = contacts.Contact{
				Name: c.Name, Alias: c.Alias, Note: c.Note, Fingerprint: c.Fingerprint,
				Trust: kit.Trust(c.Trust), First: c.First, Last: c.Last,
			}
		}
		then(shown)
	})
}

// showContact says what is known of somebody, and lets the user change it.
func (w *window) showContact(c contacts.Contact, list *contacts.List) {
	var sheet *kit.Sheet
	kept := func(do func() error, say string) {
		w.work(do, func() {
			w.say(say)
			w.loadContacts(list.Set)
		})
	}
	card := contacts.NewCard(c, time.Now())
	card.OnAlias = func(alias string) {
		kept(func() error { return w.backend.RenameContact(c.Fingerprint, alias) }, kit.ContactKept())
	}
	card.OnNote = func(note string) {
		kept(func() error { return w.backend.NoteContact(c.Fingerprint, note) }, kit.ContactKept())
	}
	forget := kit.NewButton(kit.WordForgetAsk(), func() {
		kit.Ask(w.win.Canvas(), kit.Question{
			Title: kit.ForgetTitle(c.Called()), Text: kit.ForgetText(), Yes: kit.WordForget(), No: kit.WordCancel(), Danger: true,
			OnYes: func() {
				sheet.Close()
				kept(func() error { return w.backend.ForgetContact(c.Fingerprint) }, kit.Forgotten(c.Called()))
			},
			OnDone: w.focusScreen,
		})
	})
	sheet = w.sheet(kit.SheetContent{Title: c.Called(), Body: card.Object, Buttons: []*kit.Button{forget}})
}
