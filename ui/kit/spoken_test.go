package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func TestControlsSayWhatTheyAre(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	with := func(e *Entry, text string) *Entry {
		e.SetText(text)
		return e
	}
	box := NewBox("Write a message", 1)
	box.SetText("hello")
	hidden := NewBody("hidden")
	hidden.Hide()
	bell := NewBell("Security", nil)
	bell.SetCount(120)
	bell.SetShort(true)
	for _, c := range []struct {
		o    fyne.Accessible
		want string
		role fyne.AccessibleRole
	}{
		{NewBody("words"), "words", fyne.AccessibleRoleText},
		{NewBadge("New", BadgePlain), "New", fyne.AccessibleRoleText},
		{NewButton("Press", nil), "Press", fyne.AccessibleRoleButton},
		{NewButton("", nil), "", fyne.AccessibleRoleButton},
		{NewBell("Security", nil), "Security", fyne.AccessibleRoleButton},
		{bell, "Security (120)", fyne.AccessibleRoleButton},
		{NewOption("Ask first", "What it means.", true, nil), "Ask first: on\nWhat it means.", fyne.AccessibleRoleButton},
		{NewOption("Ask first", "", false, nil), "Ask first: off", fyne.AccessibleRoleButton},
		{NewChoice([]string{"a", "b"}, 1, nil), "b", fyne.AccessibleRoleButton},
		{NewEntry("Your name"), "Your name", fyne.AccessibleRoleText},
		{with(NewEntry("Your name"), "Jo"), "Your name: Jo", fyne.AccessibleRoleText},
		{with(NewEntry(""), "Jo"), "Jo", fyne.AccessibleRoleText},
		{with(NewPasswordEntry("Password"), "velvet"), "Password", fyne.AccessibleRoleText},
		{box, "Write a message: hello", fyne.AccessibleRoleText},
		{NewCard(NewColumn(GapUsual, NewBody("one"), hidden, NewButtons(NewButton("two", nil)))), "one\ntwo", fyne.AccessibleRoleText},
	} {
		if got := c.o.AccessibilityLabel(); got != c.want || c.o.AccessibilityRole() != c.role {
			t.Errorf("%T says %q as %s, want %q as %s", c.o, got, c.o.AccessibilityRole(), c.want, c.role)
		}
	}
}

// The toolkit looks into no widget: a sheet and a notice say all that they hold.
func TestSheetsAndToastsSayAll(t *testing.T) {
	b := newToastBench(t, 480, 480)
	b.Show(&Toast{Text: "It rang.", Hint: "Twice."})
	if got := b.Shown()[0].object.AccessibilityLabel(); got != "It rang.\nTwice.\n"+WordClose() {
		t.Errorf("a notice says %q", got)
	}
	s := ShowSheet(b.win.Canvas(), SheetContent{
		Title: "Title", Body: NewColumn(GapUsual, NewBody("Body."), widget.NewLabel("More.")), Buttons: []*Button{NewPrimary("Done", nil)},
	})
	s.Say("It worked.", false)
	if got := s.AccessibilityLabel(); got != "Title\nBody.\nMore.\nIt worked.\nDone" {
		t.Errorf("a sheet says %q", got)
	}
}
