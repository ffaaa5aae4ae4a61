package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// The buttons of a form are in the window at every size, and below what is filled
// in where there is room.
func TestButtonsOfAFormAreInView(t *testing.T) {
	words := strings.Repeat("many words ", 40)
	last, button := NewEntry("last"), NewPrimary("Start", nil)
	form := NewForm(NewColumn(GapForm, NewBody(words), NewButtons(button)), NewHeading("Title"), NewCard(NewColumn(GapForm, NewBody(words), last)))
	win := window(t, form, 900, 1400)
	at := func(o fyne.CanvasObject) (top, bottom float32) {
		top = fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
		return top, top + o.Size().Height
	}
	if _, end := at(last); end > form.Size().Height {
		t.Fatalf("what is filled in ends at %v", end)
	}
	if top, _ := at(button); top > 1000 {
		t.Errorf("the button is far below, at %v", top)
	}
	for _, size := range []fyne.Size{{Width: 900, Height: 1400}, {Width: 480, Height: 480}, {Width: 360, Height: 480}} {
		win.Resize(size)
		if got := win.Canvas().Size(); got != size {
			t.Fatalf("the window became %v, not %v", got, size)
		}
		top, bottom := at(button)
		if top < 0 || bottom > size.Height {
			t.Errorf("%v: the button reaches from %v to %v", size, top, bottom)
		}
		win.Canvas().Focus(last)
		if _, end := at(last); end > top {
			t.Errorf("%v: the field ends at %v, below the button at %v", size, end, top)
		}
		win.Canvas().Unfocus()
	}
}
