package chat

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"realtalk/ui/kit"
)

// typer is a pane whose composer has the focus, and what was sent.
func typer(t testing.TB) (p *Pane, win fyne.Window, sent *[]string) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	p = NewPane(false)
	win = test.NewTempWindow(t, p.Object)
	win.Resize(fyne.NewSize(700, 500))
	win.Canvas().Focus(p.composer)
	sent = &[]string{}
	p.OnSend = func(text string) bool {
		*sent = append(*sent, text)
		return true
	}
	return p, win, sent
}

func press(o fyne.Focusable, key fyne.KeyName) { o.TypedKey(&fyne.KeyEvent{Name: key}) }

// pressShift presses a key with Shift.
func pressShift(b *kit.Box, key fyne.KeyName) {
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	b.KeyDown(shift)
	press(b, key)
	b.KeyUp(shift)
}

func TestReturnSendsOrWraps(t *testing.T) {
	for _, wraps := range []bool{false, true} {
		p, _, sent := typer(t)
		p.SetEnterWraps(wraps)
		send, wrap := press, func(o fyne.Focusable, key fyne.KeyName) { pressShift(o.(*kit.Box), key) }
		if wraps {
			send, wrap = wrap, send
		}
		test.Type(p.composer, "one")
		wrap(p.composer, fyne.KeyReturn)
		test.Type(p.composer, "two")
		if p.composer.Text != "one\ntwo" || len(*sent) > 0 {
			t.Fatalf("wraps %v: holds %q, sent %q", wraps, p.composer.Text, *sent)
		}
		send(p.composer, fyne.KeyEnter)
		if len(*sent) != 1 || (*sent)[0] != "one\ntwo" || p.composer.Text != "" {
			t.Fatalf("wraps %v: holds %q, sent %q", wraps, p.composer.Text, *sent)
		}
		if says := p.composer.PlaceHolder; (says == kit.TextComposeWraps()) != wraps {
			t.Errorf("wraps %v: the composer says %q", wraps, says)
		}
	}
}

func TestUndo(t *testing.T) {
	p, _, _ := typer(t)
	test.Type(p.composer, "hello")
	p.composer.TypedShortcut(&fyne.ShortcutUndo{})
	if p.composer.Text == "hello" {
		t.Fatal("nothing is undone")
	}
	p.composer.TypedShortcut(&fyne.ShortcutRedo{})
	if p.composer.Text != "hello" {
		t.Fatalf("%q is there again", p.composer.Text)
	}
}

// paste brings a text from the clipboard.
func paste(p *Pane, text string) {
	clip := fyne.CurrentApp().Clipboard()
	clip.SetContent(text)
	p.composer.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
}

// What was too long to be taken is still there, whole.
func TestPastedTextThatIsRefusedStays(t *testing.T) {
	p, _, _ := typer(t)
	p.OnSend = func(string) bool { return false }
	long := strings.TrimSpace(strings.Repeat("fifty thousand ", 3500))
	paste(p, long)
	press(p.composer, fyne.KeyReturn)
	if p.composer.Text != long {
		t.Fatalf("%d bytes are left of %d", len(p.composer.Text), len(long))
	}
	if len(p.transcript.items) != 0 {
		t.Error("it looks sent")
	}
	if h := p.composer.Size().Height; h > 200 {
		t.Errorf("the composer is %v high", h)
	}
}

func BenchmarkPaste50KB(b *testing.B) {
	p, _, _ := typer(b)
	long := strings.Repeat("fifty thousand ", 3400)
	for b.Loop() {
		p.composer.SetText("")
		paste(p, long)
	}
}

// BenchmarkType50KB types one more character behind as much.
func BenchmarkType50KB(b *testing.B) {
	p, _, _ := typer(b)
	paste(p, strings.Repeat("fifty thousand ", 3400))
	for b.Loop() {
		p.composer.TypedRune('x')
	}
}

func BenchmarkSay50KB(b *testing.B) {
	tr := newTranscript(noDeeds())
	test.NewTempApp(b).Settings().SetTheme(kit.Theme{})
	test.NewTempWindow(b, tr).Resize(fyne.NewSize(700, 500))
	long := strings.Repeat("fifty thousand ", 3400)
	n := 0
	for b.Loop() {
		n++
		tr.say(said(n, "Anna", long))
	}
}
