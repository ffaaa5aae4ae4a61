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

// What is said, the title and many buttons leave the body some room, at every
// size of text, and the keys bring each button into view.
func TestASheetOfMuchInASmallWindow(t *testing.T) {
	for _, percent := range []int{100, 130, 200} {
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
		if s.body.Size().Height < Scaled(sheetLeast) {
			t.Errorf("%d %%: the body is %v high", percent, s.body.Size().Height)
		}
		for _, b := range all {
			win.Canvas().Focus(b)
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
			if at.X < 0 || at.Y < 0 || at.X+b.Size().Width > 480 || at.Y+b.Size().Height > 480 {
				t.Errorf("%d %%: %q is at %v, %v large", percent, b.Text, at, b.Size())
			}
		}
		s.all.ScrollToTop()
		if at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.title); at.Y < 0 {
			t.Errorf("%d %%: the title is at %v", percent, at)
		}
	}
}

// Keys lead into the body of such a sheet, too.
func TestASheetIsScrolledToWhatHasTheFocus(t *testing.T) {
	win := window(t, widget.NewLabel(""), 480, 480)
	fyne.CurrentApp().Settings().SetTheme(Theme{Percent: 200})
	first, last := NewEntry(""), NewEntry("")
	done := NewPrimary("Done", nil)
	s := ShowSheet(win.Canvas(), SheetContent{
		Title: strings.Repeat("long ", 40), Body: NewColumn(GapUsual, first, NewBody(strings.Repeat("many words ", 30)), last),
		Buttons: []*Button{done}, Focus: first,
	})
	for _, o := range []fyne.Focusable{last, done, first} {
		win.Canvas().Focus(o)
		o := o.(fyne.CanvasObject)
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		if at.Y < 0 || at.Y+o.Size().Height > 480 {
			t.Errorf("%T is at %v", o, at)
		}
		if o == fyne.CanvasObject(done) {
			continue
		}
		body := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.body)
		if at.Y < body.Y || at.Y+o.Size().Height > body.Y+s.body.Size().Height {
			t.Errorf("a field is at %v, the body at %v is %v high", at, body, s.body.Size().Height)
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
