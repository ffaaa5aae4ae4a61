package ui

import (
	"bytes"
	"errors"
	"io"

	"realtalk/app"
	"realtalk/ui/identity"
	"realtalk/ui/kit"
)

// showUnlock asks for the passphrase of the user's key before anything else.
func (w *window) showUnlock(then func()) {
	view := identity.NewUnlock()
	view.OnUnlock = func(passphrase string) {
		var err error
		w.beside(func() { err = w.backend.Unlock(passphrase) }, func() {
			if err != nil {
				view.Problem(join(trouble(err)))
				return
			}
			then()
		})
	}
	view.OnForgotten = func() {
		kit.Ask(w.win.Canvas(), kit.Question{
			Title: kit.ForgottenTitle(), Text: kit.ForgottenText(), Yes: kit.WordNewIdentity(), No: kit.WordCancel(), Danger: true,
			OnYes: func() { w.work(w.backend.NewIdentity, then) },
		})
	}
	w.show(view.Object, view.Focus(), nil)
}

// keySheet is the sheet about the user's key.
type keySheet struct {
	w     *window
	view  *identity.Key
	sheet *kit.Sheet
}

// showKey shows the user's key and what can be done with it.
func (w *window) showKey() {
	s := &keySheet{w: w, view: identity.NewKey(w.chat != nil && !w.chat.ended)}
	s.view.OnSet, s.view.OnRemove = s.setPassphrase, s.askRemove
	s.view.OnExport = s.export
	s.view.OnImport, s.view.OnIdentity = s.askImport, s.askNew
	s.sheet = w.sheet(kit.SheetContent{Title: kit.KeyTitle(), Body: s.view.Object})
	s.refresh()
}

func (s *keySheet) refresh() {
	var id app.Identity
	s.w.work(func() (err error) {
		id, err = s.w.backend.Identity()
		return err
	}, func() {
		s.view.Set(identity.Known(id))
		s.sheet.Refresh()
	})
}

// does changes the key and says what became of it.
func (s *keySheet) does(do func() error, done string) {
	s.w.work(do, func() {
		s.w.say(done)
		s.refresh()
	})
}

func (s *keySheet) export() {
	s.w.save(kit.KeyFile, func(w io.Writer) error {
		key, err := s.w.backend.ArmoredKey()
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, key)
		return err
	})
}

func (s *keySheet) setPassphrase() {
	form := identity.NewNewPhrase()
	var sheet *kit.Sheet
	cancel := kit.NewButton(kit.WordCancel(), func() { sheet.Close() })
	set := kit.NewPrimary(kit.WordSave(), form.Submit)
	form.OnBusy = func(busy bool) { set.SetEnabled(!busy) }
	form.OnResize = func() { sheet.Refresh() }
	form.OnPassphrase = func(passphrase string) {
		var err error
		s.w.beside(func() { err = s.w.backend.SetPassphrase(passphrase) }, func() {
			if err != nil {
				form.Problem(join(trouble(err)))
				return
			}
			sheet.Close()
			s.w.say(kit.PassphraseSet())
			s.refresh()
		})
	}
	sheet = kit.ShowSheet(s.w.win.Canvas(), kit.SheetContent{
		Title: kit.PassphraseTitle(), Body: form.Object, Buttons: []*kit.Button{cancel, set}, Focus: form.Focus(),
	})
}

func (s *keySheet) askRemove() {
	s.ask(kit.PassphraseOffTitle(), kit.PassphraseOffText(), kit.WordTakeAway(), func() {
		s.does(func() error { return s.w.backend.SetPassphrase("") }, kit.PassphraseOff())
	})
}

func (s *keySheet) askNew() {
	s.ask(kit.NewIdentityTitle(), kit.NewIdentityText(), kit.WordNewIdentity(), func() {
		s.does(s.w.backend.NewIdentity, kit.NewIdentityDone())
	})
}

func (s *keySheet) ask(title, text, yes string, do func()) {
	kit.Ask(s.w.win.Canvas(), kit.Question{Title: title, Text: text, Yes: yes, No: kit.WordCancel(), Danger: true, OnYes: do})
}

// askImport says what a key of the user's own means, and takes one from a file.
func (s *keySheet) askImport() {
	var sheet *kit.Sheet
	choose := kit.NewPrimary(kit.WordChooseFile(), func() {
		sheet.Close()
		var file []byte
		s.w.load([]string{".asc", ".gpg", ".pgp", ".key"}, func(r io.Reader) (err error) {
			file, err = io.ReadAll(io.LimitReader(r, maxKeyFile))
			return err
		}, func() { s.importKey(file, "", func(err error) { s.w.tell(err) }) })
	})
	cancel := kit.NewButton(kit.WordCancel(), func() { sheet.Close() })
	sheet = kit.ShowSheet(s.w.win.Canvas(), kit.SheetContent{
		Title: kit.ImportTitle(), Body: kit.NewColumn(8, kit.NewBody(kit.ImportHow()), kit.NewBody(kit.ImportMeans())),
		Buttons: []*kit.Button{cancel, choose}, Focus: cancel,
	})
}

// maxKeyFile is far above any key, and what the backend refuses.
const maxKeyFile = 2 << 20

// importKey uses a key, asks for its passphrase if it has one, and tells failed why
// it is not taken.
func (s *keySheet) importKey(file []byte, passphrase string, failed func(error)) {
	var err error
	s.w.beside(func() { err = s.w.backend.ImportKey(bytes.NewReader(file), passphrase) }, func() {
		var t *app.Trouble
		switch {
		case err == nil:
			clear(file)
			s.closeForm()
			s.w.say(kit.ImportKeyDone())
			s.refresh()
		case errors.As(err, &t) && t.Code == "key_locked":
			s.askFilePassphrase(file)
		default:
			failed(err)
		}
	})
}

// closeForm closes what lies on top of the sheet of the key.
func (s *keySheet) closeForm() {
	for top := kit.Top(s.w.win.Canvas()); top != nil && top != s.sheet; top = kit.Top(s.w.win.Canvas()) {
		top.Close()
	}
}

func (s *keySheet) askFilePassphrase(file []byte) {
	form := identity.NewPassphrase(kit.ImportAsk(), kit.ImportKeyWait())
	var sheet *kit.Sheet
	cancel := kit.NewButton(kit.WordCancel(), func() { sheet.Close() })
	use := kit.NewPrimary(kit.WordUnlock(), form.Submit)
	form.OnBusy = func(busy bool) { use.SetEnabled(!busy) }
	form.OnResize = func() { sheet.Refresh() }
	form.OnPassphrase = func(passphrase string) {
		s.importKey(file, passphrase, func(err error) { form.Problem(join(trouble(err))) })
	}
	sheet = kit.ShowSheet(s.w.win.Canvas(), kit.SheetContent{
		Title: kit.ImportTitle(), Body: form.Object, Buttons: []*kit.Button{cancel, use}, Focus: form.Focus(),
	})
}
