package joining

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

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
	if len(p.box.Text) != maxPaste || p.verdict.Text() != kit.TextJoinNothing() {
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
	f := NewFailure(Reason{Text: "text", OnBack: add("back"), OnHost: add("host"), OnReply: add("reply"), OnRetry: add("retry")})
	test.NewTempWindow(t, f.Object)
	for _, b := range f.buttons {
		test.Tap(b)
	}
	if strings.Join(got, " ") != "cancel back host reply retry" {
		t.Fatalf("got %q", got)
	}
	f = NewFailure(Reason{Text: "text", Hint: "hint", OnBack: add("back")})
	if len(f.buttons) != 1 || f.Focus() != fyne.Focusable(f.buttons[0]) {
		t.Error("more is offered than can be done")
	}
}

func TestReplyAsksOnlyWhileThereIsNoLine(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	r := NewReply("address.example")
	test.NewTempWindow(t, r.Object).Resize(fyne.NewSize(480, 480))
	r.Set("", "It is missing.", "Type it.")
	if !r.Address.Object.Visible() || r.line.Object.Visible() || r.steps.Visible() || r.Focus() != r.Address.Focus() {
		t.Error("without a line it does not ask")
	}
	r.Set("rt-reply:abc", "Send it.", "")
	if r.Address.Object.Visible() || r.text.Visible() || !r.line.Object.Visible() || !r.steps.Visible() || r.Focus() != fyne.Focusable(r.line.Button) {
		t.Error("it asks though there is a line")
	}
	var got string
	r.OnCopy = func(text string) { got = text }
	test.Tap(r.line.Button)
	if got != "rt-reply:abc" {
		t.Errorf("copied %q", got)
	}
}

// Who was there before stays where it was, with the focus on it.
func TestNearbyMovesNobody(t *testing.T) {
	p, _ := paste(t, false)
	a, b, c := Near{"Anna", "a"}, Near{"Ben", "b"}, Near{"Cora", "c"}
	p.SetNearby([]Near{b, c})
	row := p.nearby.rows[c]
	p.SetNearby([]Near{a, b, c})
	if !slices.Equal(p.nearby.chats, []Near{b, c, a}) || p.nearby.rows[c] != row {
		t.Fatalf("shows %v", p.nearby.chats)
	}
	p.SetNearby([]Near{a, c})
	if !slices.Equal(p.nearby.chats, []Near{c, a}) || len(p.nearby.rows) != 2 || len(p.nearby.list.Objects) != 2 {
		t.Fatalf("shows %v", p.nearby.chats)
	}
}

func TestNearbyIsBounded(t *testing.T) {
	p, _ := paste(t, false)
	var many []Near
	for i := range 10 * maxNear {
		many = append(many, Near{ID: strconv.Itoa(i), Host: strings.Repeat("x", 1000)})
	}
	p.SetNearby(many)
	if n := len(p.nearby.list.Objects); n != maxNear {
		t.Fatalf("%d rows", n)
	}
	p.SetNearby(nil)
	if p.nearby.Object.Visible() {
		t.Error("shown while there is no chat")
	}
}

func TestRecents(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	now := time.Date(2026, 5, 3, 12, 0, 0, 0, time.Local)
	r := NewRecents(now)
	test.NewTempWindow(t, r.Object).Resize(fyne.NewSize(480, 480))
	var got []string
	r.OnPick = func(c Recent) { got = append(got, "join "+c.Line) }
	r.OnForget = func(c Recent) { got = append(got, "forget "+c.Line) }
	if !r.none.Visible() || r.list.Visible() {
		t.Error("an empty list says nothing")
	}
	r.Set([]Recent{{Host: "Anna", Line: "rt a 1", When: now.Add(-time.Hour)}, {Line: "rt b 1", When: now}})
	if r.none.Visible() || len(r.list.Objects) != 2 {
		t.Fatalf("%d rows", len(r.list.Objects))
	}
	for _, row := range r.list.Objects {
		for _, o := range row.(*fyne.Container).Objects[1:] {
			test.Tap(o.(*kit.Button))
		}
	}
	if strings.Join(got, ", ") != "join rt a 1, forget rt a 1, join rt b 1, forget rt b 1" {
		t.Errorf("got %q", got)
	}
	r.Set(nil)
	if !r.none.Visible() || r.list.Visible() {
		t.Error("a list that became empty says nothing")
	}
}
