package ui

import (
	"context"
	"slices"
	"strings"
	"sync/atomic"

	"realtalk/app"
	"realtalk/app/lang"
	"realtalk/ui/kit"
	"realtalk/ui/settings"
)

// settingsSheet is the sheet of settings, while it is shown. What it began
// ends with it.
type settingsSheet struct {
	w     *window
	view  *settings.View
	sheet *kit.Sheet
	ctx   context.Context
}

// showSettings shows what can be set.
func (w *window) showSettings() {
	ctx, cancel := context.WithCancel(context.Background())
	s := &settingsSheet{w: w, ctx: ctx, view: settings.NewView(settings.Values(w.backend.Settings()), settings.About{
		Name: w.backend.Name(), Version: w.backend.Version(), Sources: strings.Join(w.backend.GeoSources(), "\n"),
	})}
	s.view.OnChange = s.change
	s.view.OnName = s.keepName
	s.view.OnAutostart = s.setAutostart
	s.view.OnImport = s.importList
	s.view.OnUpdate = s.showUpdate
	s.view.OnReset = s.askReset
	s.view.OnSources = s.keepSources
	s.view.OnPeople = w.showContacts
	s.view.OnKey = w.showKey
	s.view.OnPromises, s.view.OnLicences = w.showPromises, w.showLicences
	s.sheet = w.sheet(kit.SheetContent{
		Title: kit.WordSettings(), Body: s.view.Object, Focus: s.view.Focus(), OnClose: cancel,
	})
	s.view.SetService(w.backend.AddressService())
	s.refresh()
	s.showAutostart()
}

// change keeps other values, which hold at once. In another language the sheet is
// opened anew.
func (s *settingsSheet) change(v settings.Values) (kept bool) {
	if err := s.w.backend.SetSettings(app.Settings(v)); err != nil {
		s.w.tell(err)
		return false
	}
	spoken := lang.Now()
	s.w.applyLook(s.w.backend.Settings())
	if lang.Now() != spoken {
		s.sheet.Close()
		s.w.showSettings()
		return true
	}
	s.view.SetService(s.w.backend.AddressService())
	return true
}

// keepName keeps another name, and shows it on the start screen.
func (s *settingsSheet) keepName(name string) (problem string) {
	problem = s.w.keepName(name)
	if problem == "" && s.w.anew != nil {
		s.w.anew()
	}
	return problem
}

// showAutostart shows whether the program starts with the computer, where that can
// be found out.
func (s *settingsSheet) showAutostart() {
	var on bool
	var err error
	s.w.beside(func() { on, err = s.w.backend.Autostart() }, func() {
		if err == nil {
			s.view.SetAutostart(on)
			s.sheet.Refresh()
		}
	})
}

func (s *settingsSheet) setAutostart(on bool) {
	var err error
	s.w.beside(func() { err = s.w.backend.SetAutostart(on) }, func() {
		if err != nil {
			s.w.tell(err)
			s.view.SetAutostart(!on)
		}
	})
}

// refresh shows the lists that are in use.
func (s *settingsSheet) refresh() {
	var lists []app.AddressList
	s.w.beside(func() { lists = s.w.backend.GeoStatus() }, func() {
		shown := make([]settings.List, len(lists))
		for i, l := range lists {
			shown[i] = settings.List(l)
		}
		s.view.SetLists(shown)
		s.sheet.Refresh()
	})
}

// does runs something that takes a while and says what became of it.
func (s *settingsSheet) does(wait, done string, do func() error) {
	s.view.SetStatus(wait, true)
	var err error
	s.w.beside(func() { err = do() }, func() {
		if err != nil {
			done = join(trouble(err))
		}
		s.view.SetStatus(done, false)
		s.refresh()
	})
}

func (s *settingsSheet) importList() {
	s.w.choose(&chooser{title: kit.OpenTitle(), kinds: []string{".mmdb", ".mmdb.gz"}, onFile: func(path string) {
		s.does(kit.ImportWait(), kit.ImportDone(), func() error {
			_, err := s.w.backend.GeoImport(s.ctx, path)
			return err
		})
	}})
}

func (s *settingsSheet) askReset() {
	kit.Ask(s.w.win.Canvas(), kit.Question{
		Title: kit.ResetTitle(), Text: kit.ResetText(), Yes: kit.WordResetLists(), No: kit.WordCancel(), Danger: true,
		OnYes:  func() { s.does("", kit.ResetDone(), s.w.backend.GeoReset) },
		OnDone: s.w.focusScreen,
	})
}

// keepSources keeps where updates come from and gives what to tell the user.
func (s *settingsSheet) keepSources(lines string) string {
	sources := slices.DeleteFunc(strings.Split(lines, "\n"), func(line string) bool { return strings.TrimSpace(line) == "" })
	if err := s.w.backend.SetGeoSources(sources); err != nil {
		return join(trouble(err))
	}
	return kit.SourcesKept()
}

// showUpdate says what would be fetched from where, and fetches it if the user
// wants to. Closing the sheet ends it.
func (s *settingsSheet) showUpdate() {
	ctx, cancel := context.WithCancel(s.ctx)
	view := settings.NewUpdate(s.w.backend.GeoPlan().Text)
	var sheet *kit.Sheet
	stop := kit.NewButton(kit.WordCancel(), func() { sheet.Close() })
	fetch := kit.NewPrimary(kit.WordUpdate(), nil)
	fetch.OnTapped = func() {
		fetch.Disable()
		view.Progress(0, 0)
		s.fetch(ctx, view, func() {
			stop.SetText(kit.WordClose())
			sheet.Refresh()
		})
		sheet.Refresh()
	}
	sheet = kit.ShowSheet(s.w.win.Canvas(), kit.SheetContent{
		Title: kit.UpdateTitle(), Body: view.Object, Buttons: []*kit.Button{stop, fetch},
		OnClose: func() {
			cancel()
			s.refresh()
		},
	})
}

// fetch gets the newer list and shows how far it is; the screen is never more
// than one step behind, however fast the bytes come.
func (s *settingsSheet) fetch(ctx context.Context, view *settings.Update, then func()) {
	var behind atomic.Bool
	var err error
	s.w.beside(func() {
		err = s.w.backend.GeoUpdate(ctx, func(done, total int64) {
			if behind.CompareAndSwap(false, true) {
				s.w.onScreen(func() {
					behind.Store(false)
					view.Progress(done, total)
				})
			}
		})
	}, func() {
		text := kit.UpdateDone()
		if err != nil {
			text = join(trouble(err))
		}
		view.Done(text)
		then()
	})
}
