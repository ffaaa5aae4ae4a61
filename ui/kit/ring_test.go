package kit

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// A line shows the focus on whatever can have it, and nowhere else.
func TestTheFocusIsSeen(t *testing.T) {
	for _, o := range []fyne.Focusable{
		NewButton("x", nil), NewPrimary("x", nil), NewDanger("x", nil), NewQuiet("x", nil),
		newTick(false, nil), NewChoice([]string{"x"}, 0, nil),
	} {
		win := window(t, NewColumn(0, o.(fyne.CanvasObject)), 200, 100)
		ring := test.WidgetRenderer(o.(fyne.Widget)).(*ringed).ring
		before := fmt.Sprint(ring.Visible(), ring.StrokeColor, ring.StrokeWidth)
		win.Canvas().Focus(o)
		if !ring.Visible() || ring.StrokeWidth < ringWidth || ring.Size().IsZero() {
			t.Errorf("%T shows no focus", o)
		}
		win.Canvas().Unfocus()
		if after := fmt.Sprint(ring.Visible(), ring.StrokeColor, ring.StrokeWidth); after != before {
			t.Errorf("%T shows %s, before it %s", o, after, before)
		}
	}
}

func TestTheRowOfTheKeysIsSeen(t *testing.T) {
	rings := map[int]*canvas.Rectangle{}
	l := NewList(func() int { return 5 }, func() fyne.CanvasObject { return widget.NewLabel("row") }, func(int, fyne.CanvasObject) {})
	update := l.UpdateItem
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		update(i, o)
		rings[i] = o.(*fyne.Container).Objects[1].(*canvas.Rectangle)
	}
	win := window(t, l, 300, 300)
	want := func(when, rows string) {
		t.Helper()
		var seen []int
		for i := range 5 {
			if rings[i].Visible() {
				seen = append(seen, i)
			}
		}
		if fmt.Sprint(seen) != rows {
			t.Errorf("%s: rings around %v, want %s", when, seen, rows)
		}
	}
	want("before", "[]")
	win.Canvas().Focus(l)
	want("with the focus", "[0]")
	typed(l, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp)
	want("one further", "[1]")
	win.Canvas().Unfocus()
	want("afterwards", "[]")
}
