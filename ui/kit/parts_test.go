package kit

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func typed(o fyne.Focusable, keys ...fyne.KeyName) {
	for _, key := range keys {
		o.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func TestOptionIsSwitchedByKeysAndPointer(t *testing.T) {
	var got []bool
	o := NewOption("Name", "What it means.", false, func(on bool) { got = append(got, on) })
	win := window(t, o, 300, 200)
	win.Canvas().Focus(o.Tick)
	typed(o.Tick, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyA)
	o.Tick.TypedRune(' ')
	test.Tap(o)
	o.Set(true)
	if fmt.Sprint(got) != "[true false true false]" || !o.Tick.Checked {
		t.Fatalf("changed to %v", got)
	}
}

func TestChoice(t *testing.T) {
	var got []int
	c := NewChoice([]string{"a", "b", "c"}, 1, func(i int) { got = append(got, i) })
	win := window(t, NewColumn(0, c), 300, 200)
	win.Canvas().Focus(c)
	typed(c, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft)
	if fmt.Sprint(got) != "[2 0 2]" {
		t.Fatalf("chose %v", got)
	}
	typed(c, fyne.KeyReturn)
	if win.Canvas().Overlays().Top() == nil {
		t.Fatal("Return opens no list")
	}
}

func TestListMakesOnlyTheRowsInView(t *testing.T) {
	made := 0
	var picked []int
	l := NewList(func() int { return 10_000 }, func() fyne.CanvasObject { made++; return widget.NewLabel("") },
		func(i int, o fyne.CanvasObject) { o.(*widget.Label).SetText(fmt.Sprint(i)) })
	l.OnPick = func(i int) { picked = append(picked, i) }
	win := window(t, l, 300, 300)
	win.Canvas().Focus(l)
	typed(l, fyne.KeyReturn, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn)
	if fmt.Sprint(picked) != "[0 2 2]" || made > 40 {
		t.Fatalf("picked %v, made %d rows", picked, made)
	}
}

func TestLimit(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	for _, now := range []int{0, 7, 200} {
		var got []int
		l := NewLimit(now, func(limit int) { got = append(got, limit) })
		if l.choice.Selected != DoorLimitOf(now) {
			t.Errorf("%d reads %q", now, l.choice.Selected)
		}
		l.choice.SetSelected(DoorLimitOf(5))
		l.Set(now)
		if fmt.Sprint(got) != "[5]" || l.choice.Selected != DoorLimitOf(now) {
			t.Errorf("chose %v, shows %q", got, l.choice.Selected)
		}
	}
}

func TestAsideStandsBelowWhereItIsNarrow(t *testing.T) {
	text, b := NewBody("some words"), NewButton("A button", nil)
	row := NewAside(text, b)
	window(t, NewColumn(0, row), 600, 300)
	if b.Position().Y > text.Size().Height || b.Position().X < 400 {
		t.Errorf("wide: the button is at %v", b.Position())
	}
	window(t, NewColumn(0, row), 260, 300)
	if b.Position().Y < text.Size().Height || b.Position().X+b.Size().Width > 260 {
		t.Errorf("narrow: the button is at %v, the text is %v high", b.Position(), text.Size().Height)
	}
}

func TestNoNameReachesItsBadge(t *testing.T) {
	for _, name := range []string{"Jo", strings.Repeat("Verified ", 40)} {
		badge := NewLockBadge("New", BadgePlain)
		row := NewNamed(name, badge)
		window(t, NewColumn(0, row), 300, 100)
		label := row.Objects[0]
		if label.Size().Width > badge.Position().X || badge.Position().X+badge.Size().Width > 300 {
			t.Errorf("%.9s: the name is %v wide, the badge at %v", name, label.Size().Width, badge.Position())
		}
	}
}

func TestFactsLeaveOutWhatIsNotKnown(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	f := NewFacts(Fact{"Place", "Lyon"}, Fact{"Owner", ""}, Fact{"Tries", Count(0)})
	if len(f.Objects) != 1 {
		t.Fatalf("%d rows", len(f.Objects))
	}
}

func TestSheetSaysWhatBecameOfSomething(t *testing.T) {
	win := window(t, widget.NewLabel(""), 480, 480)
	body := widget.NewLabel("")
	s := ShowSheet(win.Canvas(), SheetContent{Title: "T", Body: body, Fills: true, Buttons: []*Button{NewPrimary("Done", nil)}})
	high := body.Size().Height
	if high < 250 {
		t.Errorf("a body that fills is %v high", high)
	}
	s.Say(strings.Repeat("It did not work. ", 9), true)
	if !s.says.Visible() || body.Size().Height >= high || s.says.Position().Y < body.Position().Y+body.Size().Height {
		t.Errorf("it is said at %v, the body is %v high", s.says.Position(), body.Size().Height)
	}
	s.Say("", false)
	if s.says.Visible() || body.Size().Height != high {
		t.Error("it is still said")
	}
}

func TestFoldedLinesStandInTheMiddle(t *testing.T) {
	a, b := NewQuiet("one", nil), NewQuiet("two", nil)
	window(t, NewColumn(0, NewLinks(a, b)), 400, 100)
	left, right := a.Position().X, 400-b.Position().X-b.Size().Width
	if abs := max(left-right, right-left); abs > 9 {
		t.Errorf("%v on the left, %v on the right", left, right)
	}
}

func TestTimesAreTold(t *testing.T) {
	now := time.Date(2026, 3, 9, 12, 0, 0, 0, time.Local)
	hour, year := now.Add(-time.Hour), now.AddDate(-1, 0, 0)
	for got, want := range map[string]string{
		When(hour, now):                             "today, 11:00",
		When(year, now):                             "9 March 2025, 12:00",
		BlockedSince(hour, time.Time{}, now):        "since today, 11:00, until you unblock it",
		BlockedSince(time.Time{}, hour, now):        "until today, 11:00",
		BlockedSince(year, hour, now):               "since 9 March 2025, 12:00, until today, 11:00",
		LobbyLeft(119 * time.Second):                "1:59 left",
		LobbyLeft(-time.Minute):                     "0:00 left",
		UpdateDoneOf(1, 0):                          "0.0 MB so far",
		Joined("", "a", "", "b"):                    "a · b",
		BlockedSince(time.Time{}, time.Time{}, now): BlockedUntilYou(),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
