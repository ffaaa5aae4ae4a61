package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"realtalk/ui/kit"
)

// chord is a key that does something together with Ctrl, whatever has the focus.
type chord struct {
	key   fyne.KeyName
	shown string // as it stands on the key
	says  func() string
	do    func()
}

// chords are all of them, in the order in which they are listed.
func (w *window) chords() []chord {
	return []chord{
		{fyne.KeyH, "H", kit.KeyHost, w.unlocked(w.outside(w.showSetup))},
		{fyne.KeyJ, "J", kit.KeyJoin, w.unlocked(w.outside(func() { w.showPaste("") }))},
		{fyne.KeyI, "I", kit.KeyInvite, w.inside((*conversation).showInvite)},
		{fyne.KeyP, "P", kit.KeyPeople, w.inside((*conversation).goToPeople)},
		{fyne.KeyD, "D", kit.KeyDoor, w.inside(w.asHost((*conversation).showDoor))},
		{fyne.KeyL, "L", kit.KeyLobby, w.inside((*conversation).goToLobby)},
		{fyne.KeyS, "S", kit.KeySecurity, w.unlocked(w.alone(w.showSecurity))},
		{fyne.KeyT, "T", kit.KeyToasts, w.alone(w.goToToasts)},
		{fyne.KeyComma, ",", kit.KeySettings, w.unlocked(w.alone(w.showSettings))},
		{fyne.KeyW, "W", kit.KeyWindow, w.closeWindow},
		{fyne.KeyQ, "Q", kit.KeyQuit, w.close},
	}
}

// addKeys makes the window answer its keys, whatever has the focus.
func (w *window) addKeys() {
	canvas := w.win.Canvas()
	canvas.SetOnTypedKey(func(ev *fyne.KeyEvent) {
		switch ev.Name {
		case fyne.KeyEscape:
			w.escape()
		case fyne.KeyF1:
			w.alone(w.showKeys)()
		case fyne.KeyF6:
			w.alone(w.goToToasts)()
		}
	})
	w.keys = w.chords()
	for _, k := range w.keys {
		canvas.AddShortcut(&desktop.CustomShortcut{KeyName: k.key, Modifier: fyne.KeyModifierShortcutDefault},
			func(fyne.Shortcut) { k.do() })
	}
}

// showKeys lists what the keys do.
func (w *window) showKeys() {
	facts := []kit.Fact{
		{Name: kit.WordTabKey(), Text: kit.KeyTab()},
		{Name: kit.WordReturnKey(), Text: kit.KeyReturn()},
		{Name: kit.WordEscapeKey(), Text: kit.KeyEscape()},
		{Name: "F1", Text: kit.KeyKeys()},
	}
	for _, k := range w.keys {
		facts = append(facts, kit.Fact{Name: withCtrl(k.shown), Text: k.says()})
	}
	w.sheet(kit.SheetContent{Title: kit.KeysTitle(), Body: kit.NewFacts(facts...)})
}

// withCtrl names a chord as the system's own programs do.
func withCtrl(key string) string {
	if runtime.GOOS == "darwin" {
		return "⌘" + key
	}
	return kit.WordCtrl() + "+" + key
}

// escape closes what lies on top, or goes back.
func (w *window) escape() {
	canvas := w.win.Canvas()
	if sheet := kit.Top(canvas); sheet != nil {
		sheet.Dismiss()
		return
	}
	if top := canvas.Overlays().Top(); top != nil {
		canvas.Overlays().Remove(top)
		return
	}
	if !w.toasts.Leave() && w.back != nil {
		w.back()
	}
}

// alone lets a key work where nothing lies on top.
func (w *window) alone(f func()) func() {
	return func() {
		if w.win.Canvas().Overlays().Top() == nil {
			f()
		}
	}
}

// unlocked lets a key work once the passphrase was typed, if there is one.
func (w *window) unlocked(f func()) func() {
	return func() {
		if !w.locked {
			f()
		}
	}
}

// asHost lets a key work for a host.
func (*window) asHost(f func(*conversation)) func(*conversation) {
	return func(c *conversation) {
		if c.hosting {
			f(c)
		}
	}
}

// outside lets a key work where there is no chat.
func (w *window) outside(f func()) func() {
	return func() {
		if w.chat == nil && w.win.Canvas().Overlays().Top() == nil {
			f()
		}
	}
}

// inside lets a key work in a chat.
func (w *window) inside(f func(*conversation)) func() {
	return func() {
		if w.chat != nil && w.chat.pane != nil && !w.chat.ended && w.win.Canvas().Overlays().Top() == nil {
			f(w.chat)
		}
	}
}
