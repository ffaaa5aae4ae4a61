package kit

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Toasts shows short notices over a corner of the window, three at most and no
// more than there is room for, in the order in which they came. The others wait
// until there is room, and a line below says how many: none is lost. One place
// is kept for those that go by themselves, however many must be closed.
//
// No notice goes while the pointer or the focus is at one, or while nobody
// looks. None takes the focus; Focus gives it to them, and it goes back to where
// it was when they have been answered.
type Toasts struct {
	Object *fyne.Container

	// After runs f on the user interface's goroutine once d has passed. nil:
	// notices stay until they are closed.
	After func(d time.Duration, f func())

	// Top gives where notices begin, so that they cover no buttons at the head
	// of the window, and Bottom how much they leave free at its foot. nil:
	// nothing.
	Top, Bottom func() float32

	// OnMore is asked to show the list of what happened, and Seen is to be called
	// then. nil: the line below only counts.
	OnMore func()

	// Home gives the focus to where it belongs on the screen, where a notice had
	// it that took it from nowhere. nil: nothing has it then.
	Home func()

	shown   []*Toast
	waiting []*Toast
	listed  int // how many more stand in the list alone
	more    *moreCard

	came    int // counts notices
	filling bool
	away    bool
	pointed *Toast         // the pointer is on it
	focused *Toast         // the focus is in it
	from    fyne.Focusable // where the focus was before
}

const (
	maxToasts  = 3
	maxAlerts  = 2 // of them that must be closed
	maxWaiting = 100
	toastLife  = 10 * time.Second
)

// NewToasts makes an empty layer, to be put over the content of a window.
func NewToasts() *Toasts {
	t := &Toasts{}
	t.more = newMoreCard(func() { t.OnMore() })
	t.Object = container.New(&corner{t})
	return t
}

// Show adds a notice, in the place of the one about the same if there is one.
func (t *Toasts) Show(toast *Toast) {
	t.came++
	toast.came = t.came
	place := func(old *Toast) bool { return toast.replaces(old) }
	if i := slices.IndexFunc(t.shown, place); i >= 0 {
		old := t.shown[i]
		t.build(toast)
		t.shown[i] = toast
		if old != toast {
			t.close(old)
		}
		t.age(toast)
	} else if i := slices.IndexFunc(t.waiting, place); i >= 0 {
		t.waiting[i] = toast
	} else {
		t.waiting = append(t.waiting, toast)
		t.shorten()
	}
	t.refresh()
}

// shorten keeps what waits from growing without an end: of very many, those
// that stand in the list are but counted.
func (t *Toasts) shorten() {
	i := slices.IndexFunc(t.waiting, func(toast *Toast) bool { return toast.Listed })
	if len(t.waiting) > maxWaiting && i >= 0 {
		t.waiting = slices.Delete(t.waiting, i, i+1)
		t.listed++
	}
}

// Seen tells that the list of what happened was opened: what stands there need
// not wait here any longer.
func (t *Toasts) Seen() {
	t.waiting = slices.DeleteFunc(t.waiting, func(toast *Toast) bool { return toast.Listed })
	t.listed = 0
	t.refresh()
}

// build draws a notice that was not drawn yet.
func (t *Toasts) build(toast *Toast) {
	if toast.object != nil {
		return
	}
	mine := func(at **Toast) func(bool) {
		return func(in bool) { t.setHeld(at, toast, in) }
	}
	answered := func() {
		t.Dismiss(toast)
		t.goHome() // a press of the pointer takes the focus from everything
	}
	toast.build(answered, holding{mine(&t.pointed), mine(&t.focused)})
}

// setHeld notes that the pointer or the focus is at a notice, or is no more.
func (t *Toasts) setHeld(at **Toast, toast *Toast, in bool) {
	switch {
	case in:
		*at = toast
	case *at == toast:
		*at = nil
	default:
		return // it has gone on to another one
	}
	t.ageAll()
	t.refresh()
}

// SetAway tells whether nobody looks at the window: notices then stay, and
// their time begins when somebody does.
func (t *Toasts) SetAway(away bool) {
	if t.away != away {
		t.away = away
		t.ageAll()
	}
}

func (t *Toasts) ageAll() {
	for _, toast := range t.shown {
		t.age(toast)
	}
}

// age begins the time of a notice anew; it has none while nobody looks or
// somebody is at one of them.
func (t *Toasts) age(toast *Toast) {
	toast.age++
	if t.After == nil || toast.Alert || t.away || t.pointed != nil || t.focused != nil {
		return
	}
	age := toast.age
	t.After(toastLife, func() {
		if toast.age == age {
			t.Dismiss(toast)
		}
	})
}

// DismissAbout takes the notice about something away, if there is one.
func (t *Toasts) DismissAbout(about string) {
	if toast := t.about(about); toast != nil {
		t.Dismiss(toast)
	}
}

// Dismiss takes one notice away; nothing happens if it is gone already.
func (t *Toasts) Dismiss(toast *Toast) {
	is := func(other *Toast) bool { return other == toast }
	t.shown, t.waiting = slices.DeleteFunc(t.shown, is), slices.DeleteFunc(t.waiting, is)
	t.close(toast)
	t.refresh()
}

// close lets nothing more happen at a notice.
func (t *Toasts) close(toast *Toast) {
	t.release(toast)
	for _, b := range toast.buttons {
		b.onPointer, b.onFocus = nil, nil
		b.Disable() // it does not take the focus back
	}
	toast.object, toast.buttons = nil, nil
}

// release takes a notice its time, the pointer and the focus.
func (t *Toasts) release(toast *Toast) {
	toast.age++
	if t.focused == toast {
		t.Leave()
	}
	if t.pointed == toast {
		t.pointed = nil
		t.ageAll()
	}
}

// Has tells whether there is a notice about something, shown or waiting.
func (t *Toasts) Has(about string) bool { return t.about(about) != nil }

func (t *Toasts) about(about string) *Toast {
	for _, toast := range slices.Concat(t.shown, t.waiting) {
		if toast.About == about {
			return toast
		}
	}
	return nil
}

// Place puts the notices where they belong, after Top or Bottom has become
// another.
func (t *Toasts) Place() { t.refresh() }

// Clear takes all notices away.
func (t *Toasts) Clear() {
	gone := t.shown
	t.shown, t.waiting, t.listed = nil, nil, 0
	for _, toast := range gone {
		t.close(toast)
	}
	t.refresh()
}

// Shown gives the notices that are on screen, from top to bottom.
func (t *Toasts) Shown() []*Toast { return t.shown }

// Waiting gives those that are not yet, in the order in which they will be.
func (t *Toasts) Waiting() []*Toast { return t.waiting }
