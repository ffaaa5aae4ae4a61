package chat

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"realtalk/ui/kit"
)

// walked is a pane with many messages whose transcript has the focus.
func walked(t *testing.T, n int) *reader {
	r := read(t, "message 0")
	for i := range n - 1 {
		if i == n/2 {
			r.Note("a notice")
		}
		r.Say(said(i+1, "Anna", fmt.Sprint("message ", i+1)))
	}
	r.win.Canvas().Focus(r.transcript)
	return r
}

func (r *reader) wantMarked(want string) {
	r.t.Helper()
	tr := r.transcript
	if tr.current == nil || tr.current.text != want {
		r.t.Fatalf("marked is %+v, want %s", tr.current, want)
	}
	row := tr.shown[tr.current]
	top, bottom := row.Position().Y, row.Position().Y+row.Size().Height
	if row == nil || row.bubble.StrokeWidth == 0 || top < tr.scroll.Offset.Y-1 || bottom > tr.scroll.Offset.Y+tr.scroll.Size().Height+1 {
		r.t.Fatalf("%s cannot be seen, or is not marked", want)
	}
}

func TestArrowKeysGoFromMessageToMessage(t *testing.T) {
	r := walked(t, 300)
	r.wantMarked("message 299")
	for range 200 { // past a notice
		press(r.transcript, fyne.KeyUp)
	}
	r.wantMarked("message 99")
	press(r.transcript, fyne.KeyDown)
	r.wantMarked("message 100")
	press(r.transcript, fyne.KeyHome)
	press(r.transcript, fyne.KeyUp)
	r.wantMarked("message 0")
	press(r.transcript, fyne.KeyEnd)
	press(r.transcript, fyne.KeyDown)
	r.wantMarked("message 299")
	press(r.transcript, fyne.KeyPageUp)
	if r.transcript.atEnd || r.transcript.current.text == "message 299" {
		t.Error("no page up")
	}
}

func TestMarkedMessageIsCopied(t *testing.T) {
	r := walked(t, 3)
	press(r.transcript, fyne.KeyUp)
	press(r.transcript, desktop.KeyControlLeft)
	if r.win.Canvas().Focused() != fyne.Focusable(r.transcript) {
		t.Fatal("Ctrl leads away")
	}
	r.transcript.TypedShortcut(&fyne.ShortcutCopy{})
	r.wantDid("copy message 1")
	press(r.transcript, fyne.KeyReturn)
	if r.win.Canvas().Overlays().Top() == nil {
		t.Fatal("no menu")
	}
}

func TestKeysOfTheComposerLeadThere(t *testing.T) {
	r := walked(t, 3)
	r.transcript.TypedRune('x')
	r.wantComposer()
	if r.composer.Text != "x" || r.transcript.shown[r.transcript.items[2]].bubble.StrokeWidth != 0 {
		t.Fatalf("the composer holds %q, or a message is marked yet", r.composer.Text)
	}
	r.win.Canvas().Focus(r.transcript)
	press(r.transcript, fyne.KeyEscape)
	r.wantComposer()
}

func TestEmptyTranscriptIsNoStop(t *testing.T) {
	p, _ := pane(t, false, 700, 500)
	if !p.transcript.Disabled() {
		t.Error("Tab stops where nothing was said")
	}
	p.Note("a notice")
	if !p.transcript.Disabled() {
		t.Error("Tab stops where nothing was said")
	}
	p.Say(said(1, "Anna", "words"))
	if p.transcript.Disabled() {
		t.Error("Tab passes by what was said")
	}
}

func TestNewestMessagesAreCounted(t *testing.T) {
	r := walked(t, 300)
	press(r.transcript, fyne.KeyHome)
	if got := r.transcript.jump.Text; !r.transcript.jump.Visible() || got != kit.WordNewest() {
		t.Fatalf("the button says %q", got)
	}
	for n := 1; n <= 2; n++ {
		r.Say(said(400+n, "Anna", "new"))
		if got := r.transcript.jump.Text; got != kit.NewMessages(n) {
			t.Fatalf("the button says %q of %d", got, n)
		}
	}
	r.Note("is not counted")
	r.transcript.jump.OnTapped()
	r.wantComposer()
	if r.transcript.jump.Visible() || r.transcript.unseen != 0 {
		t.Fatal("they are new yet")
	}
}
