package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

func TestASheetThatMustBeAnswered(t *testing.T) {
	win := window(t, widget.NewLabel(""), 480, 480)
	closed := 0
	show := func(must bool) *Sheet {
		return ShowSheet(win.Canvas(), SheetContent{
			Title: "T", Body: widget.NewLabel(""), Buttons: []*Button{NewPrimary("Done", nil)}, Must: must, OnClose: func() { closed++ },
		})
	}
	must := show(true)
	must.Tapped(nil)
	must.Dismiss()
	if !must.Open() || Top(win.Canvas()) != must || closed != 0 {
		t.Fatal("Escape closes what must be answered")
	}
	may := show(false)
	may.Tapped(nil)
	if !may.Open() {
		t.Fatal("a press beside the card closes it")
	}
	may.Dismiss()
	may.Dismiss()
	if may.Open() || closed != 1 || Top(win.Canvas()) != must {
		t.Fatalf("closed %d times, on top is %v", closed, Top(win.Canvas()))
	}
	must.Close()
	if must.Open() || closed != 2 || Top(win.Canvas()) != nil {
		t.Fatal("its own button does not close it")
	}
}

// What is said, the title and many buttons leave the body some room and keep
// inside the window, at every size of text.
func TestASheetOfMuchInASmallWindow(t *testing.T) {
	for _, percent := range []int{100, 130} {
		win := window(t, widget.NewLabel(""), 480, 480)
		fyne.CurrentApp().Settings().SetTheme(Theme{Percent: percent})
		var all []*Button
		for _, word := range []string{"Remove and block", "Remove", "Compare", "What do I know?", "Done"} {
			all = append(all, NewButton(word, nil))
		}
		s := ShowSheet(win.Canvas(), SheetContent{
			Title: Name(strings.Repeat("Donaudampfschiff ", 9)), Body: NewBody(strings.Repeat("many words ", 90)), Buttons: all,
		})
		s.Say("That did not work. Try another one.", true)
		if s.body.Size().Height < 40 {
			t.Errorf("%d %%: the body is %v high", percent, s.body.Size().Height)
		}
		for _, b := range all {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
			if at.X < 0 || at.Y < 0 || at.X+b.Size().Width > 480 || at.Y+b.Size().Height > 480 {
				t.Errorf("%d %%: %q is at %v, %v large", percent, b.Text, at, b.Size())
			}
		}
	}
}

// Tab goes round within a sheet and never to what lies below it.
func TestTabStaysInASheet(t *testing.T) {
	below := NewButton("below", nil)
	win := window(t, below, 480, 480)
	first, last := NewButton("first", nil), NewButton("last", nil)
	field := NewEntry("")
	ShowSheet(win.Canvas(), SheetContent{Title: "T", Body: NewColumn(GapUsual, field), Buttons: []*Button{first, last}, Focus: field})
	for _, want := range []fyne.Focusable{field, first, last, field} {
		if got := win.Canvas().Focused(); got != want {
			t.Fatalf("the focus is at %v, want %v", got, want)
		}
		win.Canvas().FocusNext()
	}
}
