package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"realtalk/ui/kit"
)

// addKeys makes the window answer its keys, whatever has the focus.
func (w *window) addKeys() {
	canvas := w.win.Canvas()
	canvas.SetOnTypedKey(func(ev *fyne.KeyEvent) {
		if ev.Name == fyne.KeyEscape {
			w.escape()
		}
	})
	w.keys = map[fyne.KeyName]func(){
		fyne.KeyH:     w.unlocked(w.outside(w.showSetup)),
		fyne.KeyJ:     w.unlocked(w.outside(func() { w.showPaste("") })),
		fyne.KeyI:     w.inside((*conversation).showInvite),
		fyne.KeyP:     w.inside((*conversation).goToPeople),
		fyne.KeyD:     w.inside(w.asHost((*conversation).showDoor)),
		fyne.KeyL:     w.inside((*conversation).goToLobby),
		fyne.KeyS:     w.unlocked(w.alone(w.showSecurity)),
		fyne.KeyComma: w.unlocked(w.alone(w.showSettings)),
		fyne.KeyQ:     w.close,
	}
	for key, f := range w.keys {
		canvas.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl},
			func(fyne.Shortcut) { f() })
	}
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
	if w.back != nil {
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
