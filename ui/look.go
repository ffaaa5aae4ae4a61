package ui

import (
	"cmp"

	"realtalk/app"
	"realtalk/app/lang"
	"realtalk/ui/kit"
)

// applyLook makes the window look and speak as the user wishes. What is on
// screen keeps the language it was built in, but for the start screen and the
// tray.
func (w *window) applyLook(s app.Settings) {
	if look := (kit.Theme{Variant: s.Appearance, Percent: s.TextSize}); w.dressed == nil || *w.dressed != look {
		w.dressed = &look
		w.dress(look)
	}
	before := lang.Now()
	lang.Use(cmp.Or(s.Language, w.system))
	if lang.Now() == before {
		return
	}
	w.inTray = nil
	w.refreshTray()
	if w.anew != nil {
		w.anew()
	}
}
