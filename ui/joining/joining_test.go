package joining

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"realtalk/ui/kit"
)

func paste(t *testing.T, askName bool) (*Paste, *[]string) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	p := NewPaste("", askName)
	var got []string
	p.OnFind = func(text string) (Found, bool) { return Found{Line: "rt a 1"}, strings.Contains(text, "rt a 1") }
	p.OnConnect = func(name, text string) { got = append(got, name+"/"+text) }
	p.OnBack = func() { got = append(got, "back") }
	test.NewTempWindow(t, p.Object).Resize(fyne.NewSize(480, 480))
	return p, &got
}

func TestPasteWithAName(t *testing.T) {
	p, got := paste(t, true)
	if p.Focus() != fyne.Focusable(p.name) {
		t.Error("the focus is not in the empty name")
	}
	test.Type(p.name, " Jo ")
	p.SetText("see rt a 1")
	p.name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if strings.Join(*got, ", ") != "Jo/see rt a 1" {
		t.Fatalf("got %q", *got)
	}
}

func TestHugePasteIsCut(t *testing.T) {
	p, got := paste(t, false)
	p.SetText(strings.Repeat("x", 2*maxPaste))
	if len(p.box.Text) != maxPaste || p.verdict.Text() != kit.TextJoinNothing {
		t.Fatalf("%d bytes, verdict %q", len(p.box.Text), p.verdict.Text())
	}
	p.submit()
	p.SetText("")
	if p.verdict.Text() != "" || len(*got) != 0 {
		t.Fatalf("verdict %q, got %q", p.verdict.Text(), *got)
	}
}

func TestPasswordIsHiddenAndNotKept(t *testing.T) {
	test.NewTempApp(t)
	p := NewPassword()
	test.NewTempWindow(t, p.Object).Resize(fyne.NewSize(480, 480))
	var got []string
	p.OnPassword = func(password string) { got = append(got, password) }
	p.Ask(3)
	p.submit() // nothing typed yet
	p.entry.SetText("secret")
	if !p.entry.Password {
		t.Error("the password can be read")
	}
	test.Tap(p.connect)
	test.Tap(p.connect)
	if strings.Join(got, ",") != "secret" || p.entry.Text != "" || !p.entry.Disabled() {
		t.Fatalf("got %q, left %q", got, p.entry.Text)
	}
	p.Wrong(1)
	p.Ask(1)
	if p.wrong.Text() != kit.WrongPassword(1) || p.entry.Disabled() {
		t.Fatalf("says %q", p.wrong.Text())
	}
}

func TestWaitAndFailure(t *testing.T) {
	test.NewTempApp(t)
	var got []string
	add := func(s string) func() { return func() { got = append(got, s) } }
	w := NewWait("text", "hint")
	w.OnCancel = add("cancel")
	test.NewTempWindow(t, w.Object)
	test.Tap(w.cancel)
	f := NewFailure("title", "text", "", add("back"), add("retry"))
	test.NewTempWindow(t, f.Object)
	for _, b := range f.buttons {
		test.Tap(b)
	}
	if strings.Join(got, " ") != "cancel back retry" {
		t.Fatalf("got %q", got)
	}
	if f := NewFailure("title", "text", "hint", add("back"), nil); len(f.buttons) != 1 {
		t.Error("try again is offered")
	}
}
