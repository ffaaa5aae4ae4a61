package kit

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestAddressAsksNobodyByItself(t *testing.T) {
	a := NewAddress("one.example")
	window(t, a.Object, 300, 300)
	var got []string
	a.OnUse = func(text string) { got = append(got, text) }
	a.OnAsk = func() { got = append(got, "ask") }
	a.OnResize = func() {}
	a.SetService("two.example")
	a.SetText("203.0.113.1")
	a.SetText("  ")
	a.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	a.SetText(" 203.0.113.7 ")
	if len(got) != 0 {
		t.Fatalf("got %q", got)
	}
	a.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if a.ask.Text != AskService("two.example") {
		t.Errorf("the button says %q", a.ask.Text)
	}
	test.Tap(a.ask)
	a.Wait(AddressWait())
	test.Tap(a.ask) // one question at a time
	test.Tap(a.use)
	a.Say("No.", "", true)
	test.Tap(a.use)
	if want := []string{"203.0.113.7", "ask", "203.0.113.7"}; !slices.Equal(got, want) {
		t.Fatalf("got %q", got)
	}
}
