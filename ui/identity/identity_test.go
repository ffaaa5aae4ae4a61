package identity

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"realtalk/ui/kit"
)

func show(t *testing.T, o fyne.CanvasObject) fyne.Window {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	win := test.NewTempWindow(t, o)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(480, 480))
	return win
}

func typed(o fyne.Focusable, text string) {
	for _, r := range text {
		o.TypedRune(r)
	}
	o.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// walk visits what is visible.
func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if !o.Visible() {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, visit)
		}
	}
}

// texts gives everything that can be read.
func texts(o fyne.CanvasObject) string {
	var all []string
	walk(o, func(o fyne.CanvasObject) {
		if p, ok := o.(*kit.Prose); ok {
			all = append(all, p.Text())
		}
	})
	return strings.Join(all, "\n")
}

// buttons gives the buttons in view by their words.
func buttons(o fyne.CanvasObject) map[string]*kit.Button {
	all := map[string]*kit.Button{}
	walk(o, func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok {
			all[b.Text] = b
		}
	})
	return all
}

// wantInside looks for buttons outside the window.
func wantInside(t *testing.T, o fyne.CanvasObject) {
	t.Helper()
	for word, b := range buttons(o) {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
		if at.X < 0 || at.X+b.Size().Width > 480 {
			t.Errorf("%q is at %v, %v wide", word, at.X, b.Size().Width)
		}
	}
}

func TestUnlockWaitsForAnAnswer(t *testing.T) {
	u := NewUnlock()
	win := show(t, u.Object)
	var got []string
	u.OnUnlock = func(passphrase string) { got = append(got, passphrase) }
	win.Canvas().Focus(u.Focus())
	typed(u.Focus(), "") // nothing
	typed(u.Focus(), "sesame")
	if fmt.Sprint(got) != "[sesame]" || u.field.entry.Text != "" {
		t.Fatalf("handed on %q, in the field is %q", got, u.field.entry.Text)
	}
	if !strings.Contains(texts(u.Object), kit.UnlockWait()) || !u.unlock.Disabled() {
		t.Error("it does not say that it waits")
	}
	test.Tap(u.unlock)
	u.field.Submit()
	if len(got) != 1 {
		t.Error("it answers while it waits")
	}
	u.Problem("That was wrong.")
	if win.Canvas().Focused() != u.Focus() || !strings.Contains(texts(u.Object), "That was wrong.") ||
		strings.Contains(texts(u.Object), kit.UnlockWait()) {
		t.Fatalf("it does not ask again; shown is %q", texts(u.Object))
	}
	test.Type(u.Focus(), "open sesame")
	test.Tap(u.unlock)
	if fmt.Sprint(got) != "[sesame open sesame]" || strings.Contains(texts(u.Object), "That was wrong.") {
		t.Errorf("handed on %q", got)
	}
}

func TestWhoForgotAPassphraseIsHeard(t *testing.T) {
	u := NewUnlock()
	win := show(t, u.Object)
	forgotten := 0
	u.OnForgotten = func() { forgotten++ }
	u.OnUnlock = func(string) {}
	test.Tap(buttons(u.Object)[kit.WordForgotten()])
	win.Canvas().Focus(u.Focus())
	win.Canvas().FocusNext() // the button that unlocks comes last
	win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if forgotten != 2 {
		t.Errorf("heard %d times", forgotten)
	}
	u.Problem(strings.Repeat("Many words about what went wrong. ", 9))
	wantInside(t, u.Object)
}

// newPhrase shows the form and gives what it hands on, and whether it is busy.
func newPhrase(t *testing.T) (p *NewPhrase, win fyne.Window, got *[]string, busy *bool) {
	p = NewNewPhrase()
	got, busy = new([]string), new(bool)
	p.OnPassphrase = func(passphrase string) { *got = append(*got, passphrase) }
	p.OnBusy = func(b bool) { *busy = b }
	p.OnResize = func() {}
	win = show(t, p.Object)
	win.Canvas().Focus(p.Focus())
	return p, win, got, busy
}

func TestANewPassphraseIsTypedTwice(t *testing.T) {
	p, win, got, busy := newPhrase(t)
	twice := func(first, again string) {
		typed(win.Canvas().Focused(), first)
		typed(win.Canvas().Focused(), again)
	}
	twice("", "")
	if p.problem.Text() != kit.PassphraseNone() {
		t.Errorf("for nothing it says %q", p.problem.Text())
	}
	twice("sesame", "barley")
	if p.problem.Text() != kit.PassphraseDiffer() || p.first.Text+p.again.Text != "" {
		t.Errorf("for two it says %q and keeps %q, %q", p.problem.Text(), p.first.Text, p.again.Text)
	}
	if len(*got) != 0 || *busy {
		t.Fatalf("handed on %q", *got)
	}
	twice("open sesame", "open sesame")
	if fmt.Sprint(*got) != "[open sesame]" || !*busy || p.first.Text+p.again.Text != "" || p.problem.Visible() {
		t.Fatalf("handed on %q; busy %v", *got, *busy)
	}
	p.Submit()
	if len(*got) != 1 {
		t.Error("it answers while it waits")
	}
	p.Problem("The disk is full.")
	if *busy || win.Canvas().Focused() != p.Focus() || p.problem.Text() != "The disk is full." || p.says.Text() != kit.PassphraseLost() {
		t.Errorf("it does not ask again; busy %v", *busy)
	}
}

// Both fields hide what is typed, and Tab goes from the first to the second.
func TestTheFieldsOfANewPassphrase(t *testing.T) {
	p, win, _, _ := newPhrase(t)
	win.Canvas().FocusNext()
	if win.Canvas().Focused() != fyne.Focusable(p.again) {
		t.Errorf("Tab leads to %v", win.Canvas().Focused())
	}
	if !p.first.Password || !p.again.Password {
		t.Error("a field shows what is typed")
	}
}

const fingerprint = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

func TestTheKeySaysWhatIsKnown(t *testing.T) {
	for _, c := range []struct {
		known Known
		want  []string
		not   []string
	}{
		{Known{ForwardSecret: true}, []string{kit.KeyInFile()}, []string{kit.KeyNotForward()}},
		{Known{InKeyStore: true}, []string{kit.KeyInStore(), kit.KeyNotForward()}, nil},
		{Known{InKeyStore: true, Passphrase: true, ForwardSecret: true}, []string{kit.KeyUnderPhrase()}, []string{kit.KeyInStore()}},
	} {
		v := NewKey(false)
		show(t, kit.NewScreen(v.Object))
		v.Set(Known{Fingerprint: "zzzz", Passphrase: !c.known.Passphrase})
		c.known.Fingerprint, c.known.OpenPGP = fingerprint, "ABCDEF0123"
		v.Set(c.known)
		all := texts(v.Object)
		for _, part := range append(c.want, "0123 4567 89ab", "ABCD EF01 23") {
			if !strings.Contains(all, part) {
				t.Errorf("%+v: %q is not shown; shown is %q", c.known, part, all)
			}
		}
		for _, part := range append(c.not, "zzzz") {
			if strings.Contains(all, part) {
				t.Errorf("%+v: %q is shown", c.known, part)
			}
		}
		set := kit.WordSetPhrase()
		if c.known.Passphrase {
			set = kit.WordChangePhrase()
		}
		found := buttons(v.Object)
		if found[set] == nil || (found[kit.WordRemovePhrase()] != nil) != c.known.Passphrase {
			t.Errorf("%+v: the buttons are %v", c.known, found)
		}
		wantInside(t, v.Object)
	}
}

func TestWhatCanBeDoneWithAKey(t *testing.T) {
	for _, busy := range []bool{false, true} {
		v := NewKey(busy)
		show(t, kit.NewScreen(v.Object))
		v.Set(Known{Passphrase: true})
		var got []string
		does := func(what string) func() { return func() { got = append(got, what) } }
		v.OnSet, v.OnRemove, v.OnExport = does("set"), does("remove"), does("export")
		v.OnImport, v.OnIdentity = does("import"), does("new")
		for _, word := range []string{
			kit.WordChangePhrase(), kit.WordRemovePhrase(), kit.WordExportKey(), kit.WordImportKey(), kit.WordNewKey(),
		} {
			test.Tap(buttons(v.Object)[word])
		}
		want := "set remove export import new"
		if busy { // a chat is on
			want = "export"
		}
		if strings.Join(got, " ") != want || strings.Contains(texts(v.Object), kit.KeyBusy()) != busy {
			t.Errorf("busy %v: did %q", busy, got)
		}
	}
}

func TestInGroups(t *testing.T) {
	for digits, want := range map[string]string{"": "", "abc": "abc", "abcd": "abcd", "abcde": "abcd e", "abcdefgh": "abcd efgh"} {
		if got := inGroups(digits); got != want {
			t.Errorf("%q reads %q", digits, got)
		}
	}
}
