package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/kit"
)

// aboutHidden is what the notice is about that says where a hidden window went.
const aboutHidden = "hidden"

// trayGlance is how often a hidden window looks whether the tray is still there.
const trayGlance = 10 * time.Second

// closeWindow is what the button in the frame of the window does. While a chat is
// on, the window may go and leave the chat in the tray; else the program ends.
func (w *window) closeWindow() {
	if w.tray == nil || !w.talks() {
		w.close()
		return
	}
	var there bool
	w.beside(func() { there = w.backend.TrayThere() }, func() {
		switch wish := w.backend.Settings().Closing; {
		case !there || !w.talks() || wish == app.CloseEnds:
			w.close()
		case wish == app.CloseKeeps:
			w.hide()
		default:
			w.askClosing()
		}
	})
}

// talks tells whether a chat is on that could go on without the window.
func (w *window) talks() bool {
	c := w.chat
	return c != nil && c.pane != nil && !c.ended && c.then == nil
}

// askClosing asks whether the chat goes on. Asked while it is there, it stays.
func (w *window) askClosing() {
	c := w.chat
	if w.closeSheet != nil && w.closeSheet.Open() {
		return
	}
	w.closeAll()
	never := false
	keep := func(wish string) {
		if never {
			s := w.backend.Settings()
			s.Closing = wish
			if err := w.backend.SetSettings(s); err != nil {
				w.tell(err)
			}
		}
	}
	text, end := kit.ClosingGuest(), kit.WordLeave()
	if c.hosting {
		text, end = kit.ClosingHost(), kit.WordEndChat()
	}
	var sheet *kit.Sheet
	stay := kit.NewButton(kit.WordCancel(), func() { sheet.Close() })
	leave := kit.NewDanger(end, func() {
		sheet.Close()
		keep(app.CloseEnds)
		w.quitFrom(c)
	})
	hide := kit.NewPrimary(kit.WordKeepOpen(), func() {
		sheet.Close()
		keep(app.CloseKeeps)
		w.hide()
	})
	body := kit.NewColumn(kit.GapSmall, kit.NewBody(text),
		kit.NewOption(kit.ClosingNeverAsk(), kit.ClosingNeverAskHint(), false, func(on bool) { never = on }))
	sheet = kit.ShowSheet(w.win.Canvas(), kit.SheetContent{
		Title: kit.ClosingTitle(), Body: body, Buttons: []*kit.Button{stay, leave, hide}, OnClose: w.focusScreen,
	})
	w.closeSheet = sheet
}

// quitFrom ends a chat, about which the user was asked already, and the program.
func (w *window) quitFrom(c *conversation) {
	if w.chat != c || c.then != nil {
		w.close()
		return
	}
	c.end(w.win.Close)
	w.closing = true
}

// hide leaves the chat in the tray.
func (w *window) hide() {
	w.hidden = true
	w.win.Hide()
	w.setFront()
	w.watchTray()
	if !w.saidHidden {
		w.saidHidden = true
		w.desktop(app.DesktopNotice{About: aboutHidden, Title: kit.WordAppName, Body: kit.HiddenText()}, w.toFront)
	}
}

// watchTray shows the window again if the tray goes away while it is hidden.
func (w *window) watchTray() {
	w.after(trayGlance, func() {
		if !w.hidden {
			return
		}
		var there bool
		w.beside(func() { there = w.backend.TrayThere() }, func() {
			if !there {
				w.toFront()
				return
			}
			w.watchTray()
		})
	})
}

// toFront shows the window, wherever it is.
func (w *window) toFront() {
	if w.hidden {
		w.hidden = false
		w.win.Show()
		w.withdraw(aboutHidden)
		w.setFront()
	}
	w.raise()
}

// whileHidden runs the program without a window on screen until it is wanted.
func (w *window) whileHidden(f fyne.App) {
	w.hidden = true
	w.watchTray()
	f.Run()
}
