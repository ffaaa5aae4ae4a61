package kit

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// hushed is a sheet that came by itself while somebody typed, and the timers
// that a test lets go.
type hushed struct {
	*Sheet

	win     fyne.Window
	yes, no *Button
	pressed int
	timers  []func()
}

func newHushed(t *testing.T) *hushed {
	h := &hushed{}
	field := NewEntry("")
	h.win = window(t, field, 480, 480)
	h.win.Canvas().Focus(field)
	h.no, h.yes = NewButton("No", func() { h.pressed++ }), NewPrimary("Yes", func() { h.pressed++ })
	h.Sheet = ShowSheet(h.win.Canvas(), SheetContent{
		Title: "T", Body: widget.NewLabel(""), Buttons: []*Button{h.no, h.yes}, Focus: h.no, Must: true,
		After: func(_ time.Duration, f func()) { h.timers = append(h.timers, f) },
	})
	return h
}

// last lets the time that began last be up.
func (h *hushed) last() { h.timers[len(h.timers)-1]() }

func (h *hushed) focused() fyne.Focusable { return h.win.Canvas().Focused() }

func TestASheetThatCameByItselfHearsNoKeys(t *testing.T) {
	h := newHushed(t)
	typing := func() {
		typed(h.focused(), fyne.KeyReturn, fyne.KeySpace)
		h.focused().TypedRune(' ')
	}
	typing()
	if tab, ok := h.focused().(fyne.Tabbable); !ok || !tab.AcceptsTab() {
		t.Error("Tab leads to a button")
	}
	test.Tap(h.yes)
	if h.pressed != 0 {
		t.Fatal("what was meant for the screen below presses a button")
	}
	h.last()
	if h.focused() != fyne.Focusable(h.no) {
		t.Fatalf("then the focus is at %v", h.focused())
	}
	typed(h.focused(), fyne.KeyReturn)
	test.Tap(h.yes)
	if h.pressed != 2 {
		t.Errorf("then the buttons answer %d times", h.pressed)
	}
}

// Each key, and each press beside the card, begins the moment anew.
func TestTheMomentOfASheetBeginsAnew(t *testing.T) {
	for name, disturb := range map[string]func(h *hushed){
		"key":  func(h *hushed) { typed(h.focused(), fyne.KeyA) },
		"rune": func(h *hushed) { h.focused().TypedRune('a') },
		"press": func(h *hushed) {
			h.win.Canvas().Unfocus() // as a press beside what has the focus does
			h.Tapped(nil)
		},
	} {
		h := newHushed(t)
		disturb(h)
		h.timers[0]()
		if !h.yes.Disabled() || h.focused() != fyne.Focusable(h.hush) {
			t.Errorf("%s: the buttons answer before it was quiet", name)
		}
		h.last()
		if h.yes.Disabled() || h.focused() != fyne.Focusable(h.no) {
			t.Errorf("%s: they do not answer when it is", name)
		}
	}
}

func TestTheMomentOfASheetThatIsGone(t *testing.T) {
	h := newHushed(t)
	h.Close()
	h.last()
	if h.focused() == fyne.Focusable(h.no) || !h.yes.Disabled() {
		t.Error("a sheet that is gone takes the focus")
	}
}
