//go:build cgo || ci

package ui

import (
	_ "embed"
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver/desktop"
	fynelang "fyne.io/fyne/v2/lang"

	"realtalk/app"
	"realtalk/ui/kit"
)

// AppID names the program to the desktop.
const AppID = "app.realtalk.rt"

// icon is drawn by ui/kit/icon.
//
//go:embed icon.png
var icon []byte

// newsIcon is the same with a red dot, for the tray.
//
//go:embed news.png
var newsIcon []byte

// Run shows the window and returns when it is closed and the chat, if there
// was one, has ended. It must be called on the main goroutine, and panics or
// ends the program where there is no display: look before calling it. The exit
// status is that of the last chat: 0 ended in order, 1 error, 3 not reached,
// 4 wrong password, 5 blocked. What comes over more, from starts of the program
// that found this one running, is shown in the same window; nil: nothing comes.
// leave ends the program in place of the caller, on another goroutine, if the
// toolkit does not return; see outlast.
func Run(a *app.App, start Start, more <-chan Start, leave func(exit int)) (exit int) {
	quiet(os.Stderr)
	toolkit := fyneapp.NewWithID(AppID)
	f := kit.Calm(toolkit)
	fyne.SetCurrentApp(f)
	f.SetIcon(fyne.NewStaticResource("icon.png", icon))
	win := f.NewWindow(kit.WordAppName)
	win.SetMaster() // the tray holds a window of its own, which would keep the program alive
	w := newWindow(win, backend{a}, fyne.Do)
	desk := newDesk(w, func(title, text string) { f.SendNotification(fyne.NewNotification(title, text)) })
	w.desktop = func(n app.DesktopNotice, onClick func()) { desk.tell(n, func() { w.onScreen(onClick) }) }
	w.withdraw = desk.withdraw
	w.copy = func(text string) { f.Clipboard().SetContent(text) }
	w.dress, w.system = func(t kit.Theme) { f.Settings().SetTheme(t) }, fynelang.SystemLocale().String()
	w.applyLook(a.Settings())
	f.Lifecycle().SetOnEnteredForeground(func() { w.setFocused(true) })
	f.Lifecycle().SetOnExitedForeground(func() { w.setFocused(false) })
	if tray, ok := toolkit.(desktop.App); ok && trayThere(a, start.Hidden) { // the toolkit starts it with the loop, not later
		w.tray = showTray(tray)
	}
	// Once its loop has stopped, the toolkit runs what is posted on whatever
	// goroutine posts it.
	win.SetOnClosed(w.stop)
	w.readers.Go(w.stopBySignal)
	returned := make(chan struct{})
	go outlast(w.gone, returned, func() {
		w.finish()
		leave(w.exit)
	})
	w.restoreSize()
	w.begin(start)
	w.readers.Go(func() { w.readMore(more) })
	w.refreshTray()
	if start.Hidden && w.tray != nil {
		w.whileHidden(f)
	} else {
		win.ShowAndRun()
	}
	close(returned)
	w.finish()
	return w.exit
}

// stopBySignal shows nothing any more once the system ends the program; the
// toolkit hears of that itself.
func (w *window) stopBySignal() {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	select {
	case <-signals:
		w.stop()
	case <-w.gone:
	}
}

// A tray may come up after the programs that start with the desktop.
const (
	trayTime = 20 * time.Second
	trayStep = 500 * time.Millisecond
)

// trayThere tells whether there is a tray, and waits for one if the window is to
// begin in it.
func trayThere(a *app.App, wait bool) bool {
	for end := time.Now().Add(trayTime); ; time.Sleep(trayStep) {
		if a.TrayThere() {
			return true
		}
		if !wait || time.Now().After(end) {
			return false
		}
	}
}

// showTray gives what puts a menu into the tray, and there the icon that says
// whether there is something new.
func showTray(tray desktop.App) func(menu *fyne.Menu, alert bool) {
	usual, news := fyne.NewStaticResource("icon.png", icon), fyne.NewStaticResource("news.png", newsIcon)
	return func(menu *fyne.Menu, alert bool) {
		tray.SetSystemTrayMenu(menu)
		if alert {
			tray.SetSystemTrayIcon(news)
			return
		}
		tray.SetSystemTrayIcon(usual)
	}
}

// quiet keeps the toolkit's housekeeping out of its log.
func quiet(out io.Writer) {
	log.SetFlags(0)
	log.SetOutput(&quietLog{out: out})
}
