package kit

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
)

// Tab goes to nothing that cannot be seen, on a sheet and on a screen.
func TestTheFocusIsScrolledTo(t *testing.T) {
	var fields []fyne.Focusable
	var objects []fyne.CanvasObject
	for i := range 60 {
		var o fyne.CanvasObject
		switch i % 5 {
		case 0:
			o = NewButton("x", nil)
		case 1:
			o = NewEntry("x")
		case 2:
			o = NewBox("x", 2)
		case 3:
			o = NewChoice([]string{"x"}, 0, nil)
		case 4:
			option := NewOption("x", "y", false, nil)
			fields = append(fields, option.Tick)
			objects = append(objects, option)
			continue
		}
		fields = append(fields, o.(fyne.Focusable))
		objects = append(objects, NewCard(NewColumn(4, o)))
	}
	screen := NewScreen(objects...)
	win := window(t, screen, 360, 480)
	wantSeen := func(bottom float32) {
		t.Helper()
		for i, f := range append(slices.Clone(fields), fields[0]) {
			win.Canvas().Focus(f)
			o := f.(fyne.CanvasObject)
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y
			if at < 0 || at+o.Size().Height > bottom {
				t.Errorf("field %d has the focus at %v", i, at)
			}
		}
	}
	wantSeen(480)
	win.SetContent(NewColumn(0))
	done := NewButton("Done", nil)
	ShowSheet(win.Canvas(), SheetContent{Title: "x", Body: NewColumn(4, objects...), Buttons: []*Button{done}})
	wantSeen(480 - 60)
	before := fyne.CurrentApp().Driver().AbsolutePositionForObject(objects[0])
	win.Canvas().Focus(done)
	if fyne.CurrentApp().Driver().AbsolutePositionForObject(objects[0]) != before {
		t.Error("a button beside the scroller moves it")
	}
}
