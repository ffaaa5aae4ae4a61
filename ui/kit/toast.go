package kit

import (
	"cmp"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Toasts shows short notices over a corner of the window, never more than
// three: those that must be closed on top, then the newest.
type Toasts struct {
	Object *fyne.Container

	// After runs f on the user interface's goroutine once d has passed. nil:
	// notices stay until they are closed.
	After func(d time.Duration, f func())

	// Top gives where notices begin, so that they cover no buttons at the head
	// of the window. nil: at its upper edge.
	Top func() float32

	shown []*Toast
	away  bool
}

// Toast is one notice.
type Toast struct {
	Text    string
	Hint    string
	Actions []Action // beside the button that closes
	Close   string   // the word on that button; "": Close
	Alert   bool     // stays until it is closed
	About   string   // replaces a notice about the same; "" is about nothing

	object fyne.CanvasObject
	age    int // counts how often its time began
}

// Action is what a button of a notice does; the notice goes first.
type Action struct {
	Word  string
	Do    func()
	Quiet bool // of less weight than the others
}

const (
	maxToasts = 3
	toastLife = 10 * time.Second
)

// NewToasts makes an empty layer, to be put over the content of a window.
func NewToasts() *Toasts {
	t := &Toasts{}
	t.Object = container.New(&corner{t})
	return t
}

// Show adds a notice. The oldest one goes if there are too many.
func (t *Toasts) Show(toast *Toast) {
	t.shown = slices.DeleteFunc(t.shown, toast.replaces)
	toast.build(func() { t.Dismiss(toast) })
	t.shown = append([]*Toast{toast}, t.shown...)
	if len(t.shown) > maxToasts {
		i := t.leastNeeded()
		t.shown = slices.Delete(t.shown, i, i+1)
	}
	t.refresh()
	t.age(toast)
}

// leastNeeded gives the oldest notice that need not be closed, never the newest
// notice of all; if all must be closed, the oldest.
func (t *Toasts) leastNeeded() int {
	last := len(t.shown) - 1
	for i := last; i > 0; i-- {
		if !t.shown[i].Alert {
			return i
		}
	}
	return last
}

// SetAway tells whether nobody looks at the window: notices then stay, and
// their time begins when somebody does.
func (t *Toasts) SetAway(away bool) {
	if t.away == away {
		return
	}
	t.away = away
	for _, toast := range t.shown {
		t.age(toast)
	}
}

// age begins the time of a notice anew; it has none while nobody looks.
func (t *Toasts) age(toast *Toast) {
	toast.age++
	if t.After == nil || toast.Alert || t.away {
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
	for _, toast := range t.shown {
		if toast.About == about {
			t.Dismiss(toast)
			return
		}
	}
}

// Dismiss takes one notice away; nothing happens if it is gone already.
func (t *Toasts) Dismiss(toast *Toast) {
	for i, s := range t.shown {
		if s == toast {
			t.shown = append(t.shown[:i:i], t.shown[i+1:]...)
			t.refresh()
			return
		}
	}
}

// Has tells whether there is a notice about something.
func (t *Toasts) Has(about string) bool {
	return slices.ContainsFunc(t.shown, func(s *Toast) bool { return s.About == about })
}

// Place puts the notices where they belong, after Top has become another.
func (t *Toasts) Place() { t.Object.Refresh() }

// Clear takes all notices away.
func (t *Toasts) Clear() {
	t.shown = nil
	t.refresh()
}

// Shown gives the notices that are on screen, the newest first.
func (t *Toasts) Shown() []*Toast { return t.shown }

func (t *Toasts) refresh() {
	var urgent, others []fyne.CanvasObject
	for _, s := range t.shown {
		if s.Alert {
			urgent = append(urgent, s.object)
		} else {
			others = append(others, s.object)
		}
	}
	t.Object.Objects = append(urgent, others...)
	t.Object.Refresh()
}

// replaces tells whether a notice goes for the sake of this one. What stayed
// until it was closed goes on doing so.
func (t *Toast) replaces(old *Toast) bool {
	same := t.About != "" && old.About == t.About
	t.Alert = t.Alert || same && old.Alert
	return same
}

func (t *Toast) build(dismiss func()) {
	parts := []fyne.CanvasObject{NewBody(t.Text)}
	if t.Hint != "" {
		parts = append(parts, NewCaption(t.Hint))
	}
	card := NewCard(NewColumn(2, append(parts, NewButtons(t.buttons(dismiss)...))...))
	card.Inset = fyne.NewSize(10, 8)
	if t.Alert {
		card.Fill, card.Stroke = ColorAlert, theme.ColorNameWarning
	}
	t.object = card
}

// buttons makes one for each action and, before what is of less weight, the
// one that closes.
func (t *Toast) buttons(dismiss func()) []*Button {
	var loud, quiet []*Button
	for _, a := range t.Actions {
		do := func() {
			dismiss()
			a.Do()
		}
		if a.Quiet {
			quiet = append(quiet, NewQuiet(a.Word, do))
		} else {
			loud = append(loud, NewButton(a.Word, do))
		}
	}
	return slices.Concat(loud, []*Button{NewButton(cmp.Or(t.Close, WordClose()), dismiss)}, quiet)
}

// corner stacks objects down the right edge.
type corner struct{ toasts *Toasts }

// Layout implements fyne.Layout.
func (c *corner) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := fyne.Min(Scaled(toastWidth), size.Width-2*sheetMargin)
	y := float32(toastGap)
	if c.toasts.Top != nil {
		y += c.toasts.Top()
	}
	for _, o := range objects {
		h := heightAt(o, width)
		o.Resize(fyne.NewSize(width, h))
		o.Move(fyne.NewPos(size.Width-width-sheetMargin, y))
		y += h + toastGap
	}
}

// MinSize implements fyne.Layout: a layer asks for no room.
func (*corner) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
