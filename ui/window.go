package ui

import (
	"context"
	"errors"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"realtalk/app"
	"realtalk/ui/joining"
	"realtalk/ui/kit"
	"realtalk/ui/security"
)

// Start says where the window begins. The zero value is the start screen.
type Start struct {
	Host  bool        // straight to hosting
	Join  *app.Invite // straight to this chat
	Named bool        // the name was given for this run: do not ask for it

	Hidden bool // in the tray, where there is one, until the user opens the window
}

// window leads from screen to screen.
type window struct {
	win     fyne.Window
	backend Backend
	post    func(func())
	after   func(d time.Duration, f func()) // runs f on the user interface's goroutine
	now     func() time.Time
	beside  func(do, then func()) // see newBeside
	desktop func(n app.DesktopNotice, onClick func())
	// withdraw takes away what the desktop was told about something.
	withdraw func(about string)
	tray     func(menu *fyne.Menu, alert bool) // nil: there is none
	raise    func()                            // brings the window to the front
	copy     func(text string)                 // to the clipboard
	find     func(text string) (app.Invite, bool)

	root   *fyne.Container
	toasts *kit.Toasts

	dress   func(kit.Theme)
	dressed *kit.Theme // the look that the window has
	system  string     // the language of the system, BCP 47

	keys    []chord
	named   bool
	locked  bool           // the passphrase of the user's key was not typed yet
	back    func()         // what Escape does on the screen in view
	left    func()         // ends what goes on for the screen in view; nil: nothing does
	paste   *joining.Paste // the form in view that takes an invite; nil: another screen is
	anew    func()         // builds the screen in view again; nil: that would lose something
	focused bool           // the window has the keyboard
	front   bool           // the user looks at it
	hidden  bool           // it is not on screen, the tray has it
	chat    *conversation  // nil outside a chat
	unseen  int            // security notices that came while nobody looked
	bell    *kit.Bell      // that counts them on the start screen; nil: it was not there yet
	unread  unread
	inTray  *trayState // what the tray shows; nil: nothing yet
	closing bool
	exit    int

	closeSheet *kit.Sheet // asks what closing the window means; nil: never was there
	saidHidden bool       // where a hidden window is found
	size       fyne.Size  // that is kept
	resizes    int        // counts them

	folder    string              // where the user chose a file last
	notices   *noticesSheet       // nil while it is not open, as is
	blocklist *security.Blocklist // this

	readers sync.WaitGroup
	ctx     context.Context // ends with
	gone    chan struct{}   // this, closed by stop: nothing is shown any more
	stop    func()          // any goroutine may call it, more than once
}

func newWindow(win fyne.Window, b Backend, post func(func())) *window {
	w := &window{
		win: win, backend: b, post: post, now: time.Now, toasts: kit.NewToasts(), find: app.FindInvite,
		desktop: func(app.DesktopNotice, func()) {}, raise: win.RequestFocus, copy: func(string) {},
		dress: func(kit.Theme) {}, withdraw: func(string) {},
		folder: homeFolder(), gone: make(chan struct{}),
	}
	w.beside = newBeside(w)
	ctx, cancel := context.WithCancel(context.Background())
	w.ctx = ctx
	w.stop = sync.OnceFunc(func() {
		close(w.gone)
		cancel()
	})
	w.after = func(d time.Duration, f func()) {
		time.AfterFunc(d, func() { w.post(f) })
	}
	w.toasts.After = func(d time.Duration, f func()) { w.after(d, f) }
	w.layToasts()
	w.setFront()
	w.root = container.NewStack(container.NewWithoutLayout(), w.toasts.Object)
	win.SetPadded(false)
	win.SetContent(w.root)
	win.SetCloseIntercept(w.closeWindow)
	win.SetOnDropped(w.drop)
	w.addKeys()
	return w
}

// begin asks for the passphrase of the user's key, if it has one, and shows the
// first screen.
func (w *window) begin(start Start) {
	if locked, err := w.backend.NeedsPassphrase(); err == nil && locked {
		w.locked = true
		w.showUnlock(func() {
			w.locked = false
			w.lead(start)
		})
		return
	}
	w.lead(start)
}

func (w *window) lead(start Start) {
	w.named = start.Named
	switch {
	case start.Host:
		w.showSetup()
	case start.Join != nil && w.hasName():
		w.join(*start.Join)
	case start.Join != nil:
		w.showPaste(start.Join.String())
	default:
		w.showStart()
	}
}

// hasName tells whether the user was asked for a name, now or ever.
func (w *window) hasName() bool { return w.named || w.backend.NameKept() }

// show puts a screen into the window, the focus into it, and what Escape does.
func (w *window) show(screen fyne.CanvasObject, focus fyne.Focusable, back func()) {
	if w.left != nil {
		w.left()
	}
	w.back, w.left, w.anew, w.paste = back, nil, nil, nil
	w.root.Objects[0] = screen
	w.root.Refresh()
	w.toasts.Forget()
	w.toasts.Place()
	w.win.Canvas().Unfocus()
	if focus != nil {
		w.win.Canvas().Focus(focus)
	}
}

// keepName keeps the name that was typed, if it is another one. It gives what
// to tell the user, "" if all is well.
func (w *window) keepName(name string) (problem string) {
	if name == w.backend.Name() && w.hasName() {
		return ""
	}
	if err := w.backend.SetName(name); err != nil {
		text, hint := trouble(err)
		return join(text, hint)
	}
	return ""
}

// tell shows an error: on the sheet that lies on top, else over the window.
func (w *window) tell(err error) {
	text, hint := trouble(err)
	if sheet := kit.Top(w.win.Canvas()); sheet != nil {
		sheet.Say(join(text, hint), true)
		return
	}
	w.toasts.Show(&kit.Toast{Text: text, Hint: hint})
}

// say shows what became of something, where tell shows an error.
func (w *window) say(text string) {
	if sheet := kit.Top(w.win.Canvas()); sheet != nil {
		sheet.Say(text, false)
		return
	}
	w.toasts.Show(&kit.Toast{Text: text})
}

// trouble gives an error in the words for a person.
func trouble(err error) (text, hint string) {
	var t *app.Trouble
	if errors.As(err, &t) {
		return t.Text, t.Hint
	}
	return err.Error(), ""
}

func join(text, hint string) string {
	if hint == "" {
		return text
	}
	return text + " " + hint
}
