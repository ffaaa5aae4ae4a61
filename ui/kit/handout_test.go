package kit

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestHandoutCopiesExactlyTheText(t *testing.T) {
	h := NewToken("Take it")
	window(t, h.Object, 300, 300)
	var copied []string
	h.OnCopy = func(text string) { copied = append(copied, text) }
	if h.Object.Visible() {
		t.Error("nothing is handed out")
	}
	h.Set(someInvite)
	test.Tap(h.Button)
	h.Set(someInvite)
	if h.Button.Text != WordCopied() {
		t.Errorf("says %q after a copy", h.Button.Text)
	}
	h.Set("another")
	if h.Button.Text != "Take it" {
		t.Errorf("says %q of a text that was not copied", h.Button.Text)
	}
	test.Tap(h.Button)
	if !slices.Equal(copied, []string{someInvite, "another"}) {
		t.Fatalf("copied %q", copied)
	}
}

func TestDrawer(t *testing.T) {
	inner := NewBody("inner")
	moved := 0
	d := NewDrawer("More", inner, func() { moved++ })
	win := window(t, d, 300, 300)
	if inner.Visible() {
		t.Error("open")
	}
	closed := d.MinSize().Height
	open := d.Objects[0].(*fyne.Container).Objects[0].(*Button)
	win.Canvas().Focus(open)
	open.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !inner.Visible() || d.MinSize().Height <= closed {
		t.Error("still closed")
	}
	test.Tap(open)
	if inner.Visible() || moved != 2 {
		t.Errorf("open, moved %d times", moved)
	}
}

func TestBesideGoesBelowWhereItIsNarrow(t *testing.T) {
	wide, small := NewBody(strings.Repeat("word ", 20)), NewButton("small", nil)
	b := NewBeside(wide, small)
	b.Resize(fyne.NewSize(500, b.MinSize().Height))
	if small.Position().Y != 0 || small.Position().X+small.Size().Width != 500 || wide.Size().Width >= small.Position().X {
		t.Errorf("wide: %v, %v", wide.Size(), small.Position())
	}
	b.Resize(fyne.NewSize(200, b.MinSize().Height))
	if small.Position().Y < wide.Size().Height || wide.Size().Width != 200 || b.MinSize().Height < small.Position().Y+small.Size().Height {
		t.Errorf("narrow: %v, %v of %v", wide.Size(), small.Position(), b.MinSize())
	}
	small.Hide()
	b.Resize(fyne.NewSize(500, b.MinSize().Height))
	if wide.Size().Width != 500 {
		t.Errorf("alone: %v", wide.Size())
	}
}

func TestCopyLinesStayWhileTheyAreTheSame(t *testing.T) {
	l := NewCopyLines()
	window(t, l.Object, 300, 300)
	l.Set([]string{"a", "b"})
	first := l.Buttons()[0]
	l.Set([]string{"a", "b"})
	if l.Buttons()[0] != first {
		t.Error("the focus would be lost")
	}
	l.Set([]string{"b"})
	if len(l.Buttons()) != 1 {
		t.Errorf("%d lines", len(l.Buttons()))
	}
}
