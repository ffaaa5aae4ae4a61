package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestTheBellCounts(t *testing.T) {
	rung := 0
	b := NewBell("Security", func() { rung++ })
	win := window(t, NewTools(b), 400, 100)
	quiet := b.MinSize().Width
	for n, want := range map[int]string{0: "", 1: "1", 99: "99", 100: "99+"} {
		b.SetCount(n)
		if b.count.Text() != want || b.count.Visible() != (want != "") || b.Count() != n {
			t.Errorf("%d shows %q", n, b.count.Text())
		}
		if grew := b.MinSize().Width > quiet; grew != (n > 0) {
			t.Errorf("%d is %v wide, none %v", n, b.MinSize().Width, quiet)
		}
	}
	b.SetCount(3)
	win.Content().Refresh()
	if end := b.Button.Size().Width; b.count.Position().X < end-1 {
		t.Errorf("the count begins at %v, the word ends at %v", b.count.Position().X, end)
	}
	wide := b.MinSize().Width
	b.SetShort(true)
	if b.Button.Text != "" || b.MinSize().Width >= wide {
		t.Errorf("short it says %q and is %v wide", b.Button.Text, b.MinSize().Width)
	}
	b.SetShort(false)
	if b.Button.Text != "Security" {
		t.Errorf("says %q", b.Button.Text)
	}
	test.Tap(b.Button)
	win.Canvas().Focus(b.Button)
	typed(b.Button, fyne.KeyReturn)
	if rung != 2 {
		t.Errorf("pressed twice, it rang %d times", rung)
	}
}
