package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// hush has the focus of a sheet that came by itself. What is typed then was
// meant for something else: the buttons answer, and one of them has the focus,
// once nothing was pressed for a moment.
type hush struct {
	widget.BaseWidget

	sheet   *Sheet
	buttons []*Button
	then    fyne.Focusable
	after   func(d time.Duration, f func())
	presses int
}

// hushTime is how long nothing must have been pressed.
const hushTime = 700 * time.Millisecond

func newHush(s *Sheet, content SheetContent) *hush {
	h := &hush{sheet: s, buttons: content.Buttons, then: content.Focus, after: content.After}
	h.ExtendBaseWidget(h)
	for _, b := range h.buttons {
		b.SetEnabled(false)
	}
	h.wait()
	return h
}

// wait begins the moment anew.
func (h *hush) wait() {
	h.presses++
	presses := h.presses
	h.after(hushTime, func() {
		if h.presses == presses && h.sheet.open {
			h.over()
		}
	})
}

func (h *hush) over() {
	for _, b := range h.buttons {
		b.SetEnabled(true)
	}
	if f := h.sheet.canvas.Focused(); f == nil || f == fyne.Focusable(h) {
		h.sheet.canvas.Focus(h.then)
	}
	h.Hide()
}

// FocusGained implements fyne.Focusable.
func (h *hush) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (h *hush) FocusLost() {}

// TypedRune implements fyne.Focusable.
func (h *hush) TypedRune(rune) { h.wait() }

// TypedKey implements fyne.Focusable.
func (h *hush) TypedKey(*fyne.KeyEvent) { h.wait() }

// AcceptsTab implements fyne.Tabbable: there is nowhere to go yet.
func (h *hush) AcceptsTab() bool { return true }

// CreateRenderer implements fyne.Widget: there is nothing to be seen.
func (h *hush) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(NewColumn(GapNone))
}
