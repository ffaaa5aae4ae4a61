package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func window(t *testing.T, content fyne.CanvasObject, w, h float32) fyne.Window {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	win := test.NewTempWindow(t, content)
	win.Resize(fyne.NewSize(w, h))
	return win
}

func TestReturnPressesAButtonAndKeepsTheFocus(t *testing.T) {
	pressed := 0
	b := NewButton("x", func() { pressed++ })
	win := window(t, b, 200, 100)
	win.Canvas().Focus(b)
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyA} {
		win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
	if pressed != 3 || win.Canvas().Focused() != fyne.Focusable(b) {
		t.Fatalf("pressed %d times, focus %v", pressed, win.Canvas().Focused())
	}
	b.SetEnabled(false)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if pressed != 3 {
		t.Fatal("pressed while it was off")
	}
}

func TestEscapeReachesTheCanvas(t *testing.T) {
	list := NewList(func() int { return 0 }, func() fyne.CanvasObject { return widget.NewLabel("") }, nil)
	for _, o := range []fyne.Focusable{
		NewButton("x", nil), NewEntry("x"), NewBox("x", 2), newTick(false, nil), NewChoice([]string{"x"}, 0, nil), list,
	} {
		win := window(t, o.(fyne.CanvasObject), 200, 100)
		escaped := 0
		win.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { escaped++ })
		o.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if escaped != 1 {
			t.Errorf("%T keeps Escape to itself", o)
		}
	}
}

func TestBoxSendsOnReturnAndBreaksOnShiftReturn(t *testing.T) {
	box := NewBox("", 3)
	sent, pages := 0, float32(0)
	box.OnSend = func() { sent++ }
	box.OnPage = func(p float32) { pages += p }
	win := window(t, box, 300, 100)
	win.Canvas().Focus(box)
	test.Type(box, "one")
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	ret := &fyne.KeyEvent{Name: fyne.KeyReturn}
	box.KeyDown(shift)
	box.TypedKey(ret)
	box.KeyUp(shift)
	test.Type(box, "two")
	if box.Text != "one\ntwo" || sent != 0 {
		t.Fatalf("text %q, sent %d", box.Text, sent)
	}
	box.TypedKey(ret)
	box.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	box.KeyDown(shift)
	win.Canvas().Unfocus() // Shift is let go elsewhere
	box.TypedKey(ret)
	if sent != 2 || pages != -1 || box.AcceptsTab() {
		t.Fatalf("sent %d, pages %v", sent, pages)
	}
	box.LineBreaks = true
	box.TypedKey(ret)
	if box.Text != "one\ntwo\n" && box.Text != "\none\ntwo" || sent != 2 {
		t.Fatalf("a box for lines holds %q, sent %d", box.Text, sent)
	}
	box.KeyDown(shift)
	box.TypedKey(ret)
	box.KeyUp(shift)
	if sent != 3 {
		t.Fatalf("Shift and Return in a box for lines: sent %d", sent)
	}
	box.LineBreaks, sent = false, 2
	box.Disable()
	box.TypedKey(ret)
	if sent != 2 {
		t.Fatal("sent while it was off")
	}
}

func TestSheetKeepsInsideASmallWindow(t *testing.T) {
	win := window(t, widget.NewLabel(""), 480, 480)
	body := NewColumn(4)
	for range 40 {
		body.Add(NewBody(strings.Repeat("many words ", 12)))
	}
	closed := 0
	done := NewPrimary("Done", nil)
	s := ShowSheet(win.Canvas(), SheetContent{Title: "T", Body: body, Buttons: []*Button{done}, OnClose: func() { closed++ }})
	if Top(win.Canvas()) != s || win.Canvas().Focused() != fyne.Focusable(done) {
		t.Fatal("not on top, or without the focus")
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(done)
	if at.Y+done.Size().Height > 480 || at.X+done.Size().Width > 480 || at.Y < 0 {
		t.Fatalf("the button is at %v", at)
	}
	s.Close()
	s.Close()
	if closed != 1 || s.Open() || Top(win.Canvas()) != nil {
		t.Fatalf("closed %d times", closed)
	}
}

func TestAskAboutDangerAnswersNo(t *testing.T) {
	win := window(t, widget.NewLabel(""), 480, 480)
	yes, done := 0, 0
	q := Question{Title: "T", Yes: "Yes", No: "No", Danger: true, OnYes: func() { yes++ }, OnDone: func() { done++ }}
	Ask(win.Canvas(), q)
	win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if yes != 0 || done != 1 {
		t.Fatalf("yes %d, done %d", yes, done)
	}
	q.Danger = false
	Ask(win.Canvas(), q)
	win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if yes != 1 || done != 2 {
		t.Fatalf("yes %d, done %d", yes, done)
	}
}

func TestCopyLines(t *testing.T) {
	lines := NewCopyLines()
	var copied []string
	lines.OnCopy = func(text string) { copied = append(copied, text) }
	window(t, lines.Object, 300, 300)
	lines.Set([]string{"rt a 1", "rt b 2"})
	for _, b := range lines.Buttons() {
		test.Tap(b)
	}
	if strings.Join(copied, ",") != "rt a 1,rt b 2" {
		t.Fatalf("copied %q", copied)
	}
	if lines.Buttons()[0].Text != WordCopy() || lines.Buttons()[1].Text != WordCopied() {
		t.Fatal("the wrong button says that it copied")
	}
}

func TestColumnGivesWrappedTextItsHeight(t *testing.T) {
	text := NewBody(strings.Repeat("words that wrap ", 40))
	below := NewBody("below")
	column := NewColumn(4, text, below)
	window(t, column, 600, 400)
	for _, width := range []float32{600, 300} {
		column.Resize(fyne.NewSize(width, 2000))
		if text.MinSize().Width > width || below.Position().Y < text.MinSize().Height {
			t.Fatalf("at %v the texts overlap: %v, %v", width, text.MinSize(), below.Position())
		}
	}
	tall := column.MinSize().Height
	text.SetText("")
	if text.Visible() || column.MinSize().Height >= tall {
		t.Fatal("an empty text takes room")
	}
}

func TestTheFocusIsSeenOnEveryButton(t *testing.T) {
	for _, b := range []*Button{NewButton("x", nil), NewPrimary("x", nil), NewDanger("x", nil), NewQuiet("x", nil)} {
		win := window(t, container.NewCenter(b), 200, 100)
		before := win.Canvas().Capture()
		win.Canvas().Focus(b)
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b).Add(fyne.NewPos(b.Size().Width/2, ringInset+1))
		x, y := int(at.X*win.Canvas().Scale()), int(at.Y*win.Canvas().Scale())
		if got := contrast(before.At(x, y), win.Canvas().Capture().At(x, y)); got < 3 { // WCAG 2.2, 2.4.13
			t.Errorf("importance %d: the edge changes by %.2f to 1", b.Importance, got)
		}
	}
}

func TestTheBodyOfASheetIsClearOfItsScrollBar(t *testing.T) {
	win := window(t, widget.NewLabel(""), 480, 480)
	last := NewButton("x", nil)
	s := ShowSheet(win.Canvas(), SheetContent{Title: "T", Body: NewColumn(0, NewBody(strings.Repeat("many words ", 300)), last)})
	if room := s.body.Size().Width - last.Size().Width; room < scrollBar {
		t.Errorf("%v beside the body", room)
	}
}
