package chat

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"realtalk/ui/kit"
)

// reader is a pane with one message of somebody else, and what was done with it.
type reader struct {
	*Pane

	t    *testing.T
	win  fyne.Window
	text *text
	did  []string
}

func read(t *testing.T, words string) *reader {
	p, win := pane(t, false, 700, 500)
	r := &reader{Pane: p, t: t, win: win}
	p.OnCopy = func(text string) { r.did = append(r.did, "copy "+text) }
	p.OnLink = func(address string) { r.did = append(r.did, "open "+address) }
	p.OnSend = func(text string) bool { r.did = append(r.did, "send "+text); return true }
	p.Say(said(1, "Anna", words))
	win.Canvas().Focus(p.composer)
	r.text = p.transcript.shown[p.transcript.items[0]].text
	return r
}

// at gives where a part of the text begins.
func (r *reader) at(part string) fyne.Position {
	r.t.Helper()
	i := strings.Index(string(r.text.runes), part)
	if i < 0 {
		r.t.Fatalf("no %q", part)
	}
	i = len([]rune(string(r.text.runes)[:i]))
	for n, l := range r.text.lines {
		for _, run := range l.runs {
			if run.begin <= i && i < run.end {
				y := r.text.inset + (float32(n)+0.5)*r.text.height
				return fyne.NewPos(r.text.start(l)+run.x+r.text.offset(run, i)+1, y)
			}
		}
	}
	r.t.Fatalf("%q is not shown", part)
	return fyne.Position{}
}

func (r *reader) down(part string) {
	ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	ev.Position = r.at(part)
	r.text.MouseDown(ev)
}

// click presses and lets go.
func (r *reader) click(part string) {
	r.down(part)
	r.text.MouseUp(&desktop.MouseEvent{})
	r.text.Tapped(&fyne.PointEvent{Position: r.at(part)})
}

// sweep draws the pointer from one part to the beginning of another.
func (r *reader) sweep(from, to string) {
	r.down(from)
	ev := &fyne.DragEvent{}
	ev.Position = r.at(to)
	r.text.Dragged(ev)
	r.text.DragEnd()
}

func (r *reader) wantDid(want ...string) {
	r.t.Helper()
	if !slices.Equal(r.did, want) {
		r.t.Fatalf("did %q, want %q", r.did, want)
	}
}

func (r *reader) wantComposer() {
	r.t.Helper()
	if r.win.Canvas().Focused() != fyne.Focusable(r.composer) {
		r.t.Fatalf("%T has the focus", r.win.Canvas().Focused())
	}
}

func TestWordsAreSelectedByThePointer(t *testing.T) {
	r := read(t, "one two three\nfour five six")
	r.sweep("two", "five")
	if got := r.text.SelectedText(); got != "two three\nfour " {
		t.Fatalf("selected %q", got)
	}
	if len(r.text.marks) != 2 {
		t.Errorf("%d lines are marked", len(r.text.marks))
	}
	press(r.text, desktop.KeyControlLeft)
	r.text.TypedShortcut(&fyne.ShortcutCopy{})
	r.sweep("five", "one") // backwards
	r.text.TypedShortcut(&fyne.ShortcutCopy{})
	r.text.TypedShortcut(&fyne.ShortcutSelectAll{})
	r.text.TypedShortcut(&fyne.ShortcutCopy{})
	r.wantDid("copy two three\nfour ", "copy one two three\nfour ", "copy one two three\nfour five six")
	r.win.Canvas().Focus(r.composer)
	if len(r.text.marks) != 0 {
		t.Error("it looks selected though what is copied now is in the composer")
	}
}

func TestWordsFromRightToLeftAreSelected(t *testing.T) {
	r := read(t, "שלום עולם abc")
	r.sweep("עולם", "abc")
	if got := r.text.SelectedText(); got != "עולם " {
		t.Fatalf("selected %q", got)
	}
}

func TestPressesSelectAWordAndALine(t *testing.T) {
	r := read(t, "one two_2 three\nfour")
	r.down("wo_2")
	r.down("wo_2")
	if got := r.text.SelectedText(); got != "two_2" {
		t.Errorf("two presses select %q", got)
	}
	r.down("wo_2")
	if got := r.text.SelectedText(); got != "one two_2 three" {
		t.Errorf("three presses select %q", got)
	}
}

func TestLinkIsPressed(t *testing.T) {
	r := read(t, "see https://example.org/a and more")
	r.click("and")
	r.wantDid()
	r.wantComposer()
	r.click("example")
	r.wantDid("open https://example.org/a")
	r.did = nil
	r.sweep("https", "/a") // is selected, not pressed
	r.text.Tapped(&fyne.PointEvent{Position: r.at("example")})
	r.wantDid()
	for part, want := range map[string]desktop.Cursor{"example": desktop.PointerCursor, "and": desktop.TextCursor} {
		ev := &desktop.MouseEvent{}
		ev.Position = r.at(part)
		r.text.MouseMoved(ev)
		if r.text.Cursor() != want {
			t.Errorf("the wrong pointer above %q", part)
		}
	}
}

func TestClickBesideALinkOpensNothing(t *testing.T) {
	r := read(t, "https://example.org")
	for _, at := range []fyne.Position{{X: 1, Y: 1}, {X: r.text.Size().Width, Y: r.text.Size().Height / 2}, {X: 20, Y: r.text.Size().Height}} {
		if r.text.linkAt(at) > 0 {
			t.Errorf("there is a link at %v", at)
		}
	}
}

func TestWhatIsTypedGoesToTheComposer(t *testing.T) {
	r := read(t, "one two")
	r.sweep("one", "two")
	test.Type(r.text, "h")
	test.Type(r.composer, "i")
	r.wantComposer()
	if r.composer.Text != "hi" {
		t.Fatalf("the composer holds %q", r.composer.Text)
	}
	r.sweep("one", "two")
	press(r.text, fyne.KeyReturn) // is not sent from here
	r.wantDid()
	r.wantComposer()
	r.sweep("one", "two")
	press(r.text, fyne.KeyBackspace)
	if r.composer.Text != "h" {
		t.Fatalf("the composer holds %q", r.composer.Text)
	}
}

// words gives what a menu offers.
func words(m *fyne.Menu) (all []string) {
	for _, item := range m.Items {
		all = append(all, item.Label)
	}
	return all
}

func TestMenuOfAMessage(t *testing.T) {
	r := read(t, "see https://example.org/a now")
	row := r.transcript.shown[r.transcript.items[0]]
	open := kit.OpenLink("https://example.org/a")
	if got := words(row.menu()); !slices.Equal(got, []string{open, kit.WordCopyMessage()}) {
		t.Fatalf("offers %q", got)
	}
	r.sweep("see", "https")
	m := row.menu()
	if got := words(m); !slices.Equal(got, []string{open, kit.WordCopySelected(), kit.WordCopyMessage()}) {
		t.Fatalf("offers %q", got)
	}
	for _, item := range m.Items {
		item.Action()
	}
	r.wantDid("open https://example.org/a", "copy see ", "copy see https://example.org/a now")
	r.text.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(50, 50)})
	if r.win.Canvas().Overlays().Top() == nil {
		t.Error("no menu is shown")
	}
}

// A row that is bound to another message shows nothing selected in it.
func TestSelectionGoesWithItsMessage(t *testing.T) {
	r := read(t, "one two three")
	r.sweep("two", "three")
	for i := range 100 {
		r.Say(said(i+2, "Bert", "more words"))
	}
	r.wantComposer()
	for _, o := range r.transcript.rows.Objects {
		if s := o.(*row).text.SelectedText(); s != "" {
			t.Fatalf("%q is selected", s)
		}
	}
}
