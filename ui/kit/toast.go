package kit

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// Toasts shows short notices over a corner of the window, the newest on top,
// never more than three.
type Toasts struct {
	Object *fyne.Container

	// After runs f on the user interface's goroutine once d has passed. nil:
	// notices stay until they are closed.
	After func(d time.Duration, f func())

	// Top gives where notices begin, so that they cover no buttons at the head
	// of the window. nil: at its upper edge.
	Top func() float32

	shown []*Toast
}

// Toast is one notice.
type Toast struct {
	Text   string
	Hint   string
	Action string // "": no button beside Close
	Alert  bool   // stays until it is closed
	About  string // replaces a notice about the same; "" is about nothing
	OnAct  func()

	object fyne.CanvasObject
	act    *Button
	close  *Button
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
		t.shown = t.shown[:maxToasts]
	}
	t.refresh()
	if t.After != nil && !toast.Alert {
		t.After(toastLife, func() { t.Dismiss(toast) })
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

// Clear takes all notices away.
func (t *Toasts) Clear() {
	t.shown = nil
	t.refresh()
}

// Shown gives the notices that are on screen, the newest first.
func (t *Toasts) Shown() []*Toast { return t.shown }

func (t *Toasts) refresh() {
	t.Object.Objects = t.Object.Objects[:0]
	for _, s := range t.shown {
		t.Object.Objects = append(t.Object.Objects, s.object)
	}
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
	buttons := []fyne.CanvasObject{}
	if t.Action != "" {
		t.act = NewButton(t.Action, func() {
			dismiss()
			t.OnAct()
		})
		buttons = append(buttons, t.act)
	}
	t.close = NewButton(WordClose, dismiss)
	buttons = append(buttons, t.close)
	parts := []fyne.CanvasObject{NewBody(t.Text)}
	if t.Hint != "" {
		parts = append(parts, NewCaption(t.Hint))
	}
	parts = append(parts, container.New(&fold{gap: 8}, buttons...))
	card := NewCard(NewColumn(2, parts...))
	card.Inset = fyne.NewSize(10, 8)
	if t.Alert {
		card.Fill, card.Stroke = ColorAlert, theme.ColorNameWarning
	}
	t.object = card
}

// Act presses the button of the notice, as a test does.
func (t *Toast) Act() { t.act.OnTapped() }

// corner stacks objects down the right edge.
type corner struct{ toasts *Toasts }

// Layout implements fyne.Layout.
func (c *corner) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := fyne.Min(380, size.Width-2*sheetMargin)
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

const toastGap = 8

// MinSize implements fyne.Layout: a layer asks for no room.
func (*corner) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
