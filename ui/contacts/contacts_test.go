package contacts

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"realtalk/ui/kit"
)

var noon = time.Date(2026, 3, 9, 12, 0, 0, 0, time.Local)

var (
	anna = Contact{Name: "Anna", Note: "met in Lyon", Fingerprint: "a", Trust: kit.TrustVerified, First: noon.AddDate(0, -1, 0), Last: noon}
	mum  = Contact{Name: "Zoe", Alias: "Mum", Fingerprint: "z", Trust: kit.TrustKnown, Last: noon}
	ben  = Contact{Name: "ben", Fingerprint: "b", Trust: kit.TrustNew, Last: noon.Add(-time.Hour)}

	// hostile tries to be somebody else.
	hostile = Contact{
		Name: "Anna\u202e\nVerified" + strings.Repeat("x", 500), Note: strings.Repeat("line\n\u202e", 100), Fingerprint: "h", Trust: kit.TrustChanged,
	}
)

func show(t *testing.T, o fyne.CanvasObject) fyne.Window {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	win := test.NewTempWindow(t, o)
	win.SetPadded(false)
	win.Resize(fyne.NewSize(480, 480))
	return win
}

// newList shows people in a list.
func newList(t *testing.T, all ...Contact) (*List, fyne.Window) {
	v := NewList()
	v.Now = func() time.Time { return noon }
	win := show(t, v.Object)
	v.Set(all)
	return v, win
}

// listed gives those that are listed, in order, by their fingerprints.
func (v *List) listed() string {
	var all []string
	for _, c := range v.shown {
		all = append(all, c.Fingerprint)
	}
	return strings.Join(all, " ")
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

func typed(o fyne.Focusable, keys ...fyne.KeyName) {
	for _, key := range keys {
		o.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func many(n int) []Contact {
	all := make([]Contact, n)
	for i := range all {
		all[i] = Contact{Name: fmt.Sprintf("Name %05d", i), Fingerprint: fmt.Sprint(i), Trust: kit.TrustKnown, Last: noon}
	}
	return all
}

func TestPeopleStandInTheOrderOfWhatTheyAreCalled(t *testing.T) {
	twin := anna
	twin.Fingerprint, twin.Last = "older", noon.Add(-time.Hour)
	v, _ := newList(t, mum, twin, ben, anna)
	if got := v.listed(); got != "a older b z" {
		t.Errorf("listed are %q", got)
	}
	if v.count.Text() != kit.ContactsCount(4, 4) {
		t.Errorf("says %q", v.count.Text())
	}
}

func TestSearchNeedsEveryWord(t *testing.T) {
	v, _ := newList(t, append(many(searched), anna, mum, ben)...)
	for query, want := range map[string]string{
		"anna":      "a",
		"LYON met":  "a",
		"lyon mum":  "",
		"zoe":       "z", // by the own name, too
		"mum":       "z",
		"\x00":      "",
		"name 0000": "0 1 2 3 4 5 6 7",
	} {
		v.search.SetText(query)
		if got := v.listed(); got != want {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
	v.search.SetText("nobody at all")
	if v.count.Text() != kit.ContactsNothing() {
		t.Errorf("says %q", v.count.Text())
	}
}

// The search begins where it is of use; the focus is where one begins.
func TestFocusBeginsWhereThereIsSomething(t *testing.T) {
	v, _ := newList(t)
	if v.Focus() != nil || v.search.Visible() || v.count.Text() != kit.ContactsNone() {
		t.Errorf("without people the focus is at %v, told is %q", v.Focus(), v.count.Text())
	}
	v.Set(many(searched - 1))
	if v.Focus() != fyne.Focusable(v.list) {
		t.Errorf("with few it is at %v", v.Focus())
	}
	v.Set(many(searched))
	if v.Focus() != fyne.Focusable(v.search) {
		t.Errorf("with many it is at %v", v.Focus())
	}
	v.search.SetText("name")
	v.Set(many(1)) // the others were forgotten meanwhile
	if !v.search.Visible() {
		t.Error("the search goes while something is searched for")
	}
}

func TestPeopleArePickedByKeysAndPointer(t *testing.T) {
	v, win := newList(t, many(20)...)
	var got []string
	v.OnPick = func(c Contact) { got = append(got, c.Fingerprint) }
	v.search.SetText("name 0001") // 1 and 10 to 19
	win.Canvas().Focus(v.search)
	typed(v.search, fyne.KeyReturn) // into the list
	if win.Canvas().Focused() != fyne.Focusable(v.list) {
		t.Fatalf("Return leads to %v", win.Canvas().Focused())
	}
	typed(v.list, fyne.KeyDown, fyne.KeyReturn)
	v.list.Select(2) // as a press does
	if strings.Join(got, " ") != "10 11" {
		t.Errorf("picked %q", got)
	}
	v.search.SetText("nobody")
	win.Canvas().Focus(v.search)
	typed(v.search, fyne.KeyReturn)
	if win.Canvas().Focused() != fyne.Focusable(v.search) {
		t.Error("Return leads into an empty list")
	}
}

func TestTenThousandMakeFewRows(t *testing.T) {
	v, _ := newList(t, many(10_000)...)
	n := 0
	walk(v.Object, func(fyne.CanvasObject) { n++ })
	if n > 400 {
		t.Errorf("%d objects are drawn", n)
	}
}

// However long and hostile a name is: it stays on its line and never reaches the
// badge.
func TestRowsOfHostileNames(t *testing.T) {
	for _, c := range []Contact{hostile, {Name: "x", Alias: hostile.Name, Trust: kit.TrustVerified}, mum} {
		o := newRow().(*fyne.Container)
		show(t, o).Resize(fyne.NewSize(320, 100))
		r := o.Layout.(*row)
		r.show(c, noon)
		o.Refresh()
		for _, text := range []string{r.name.Text, r.rest.Text} {
			if strings.ContainsAny(text, "\n\u202e") {
				t.Errorf("shows %q", text)
			}
		}
		if end := r.name.Position().X + r.name.Size().Width; end > r.badge.Position().X {
			t.Errorf("%.9q: the name ends at %v, the badge begins at %v", c.Name, end, r.badge.Position().X)
		}
		if end := r.badge.Position().X + r.badge.Size().Width; end > 320 {
			t.Errorf("%.9q: the badge ends at %v", c.Name, end)
		}
		if word, _ := c.Trust.Badge(); r.badge.Text() != word {
			t.Errorf("%.9q: the badge reads %q", c.Name, r.badge.Text())
		}
	}
}

func TestARowSaysTheOwnNameToo(t *testing.T) {
	if got := mum.says(noon); !strings.Contains(got, kit.OwnName("Zoe")) {
		t.Errorf("says %q", got)
	}
	if got := anna.says(noon); strings.Contains(got, "Anna") || !strings.Contains(got, "met in Lyon") {
		t.Errorf("says %q", got)
	}
}

// newCard shows a card and gives what it hands on.
func newCard(t *testing.T, c Contact) (*Card, fyne.Window, *[]string) {
	v := NewCard(c, noon)
	var got []string
	v.OnAlias = func(alias string) { got = append(got, "alias "+alias) }
	v.OnNote = func(note string) { got = append(got, "note "+note) }
	return v, show(t, v.Object), &got
}

// Tab goes from each field to the button that keeps it.
func TestTheOrderOfACard(t *testing.T) {
	v, win, got := newCard(t, mum)
	v.alias.SetText("  Mother ")
	v.note.SetText(" calls on Sundays\t")
	for range 4 {
		win.Canvas().FocusNext()
		typed(win.Canvas().Focused(), fyne.KeyReturn)
	}
	want := "alias Mother,alias Mother,note calls on Sundays,note calls on Sundays"
	if strings.Join(*got, ",") != want {
		t.Errorf("keeps %q", *got)
	}
}

func TestACardKeepsWhatAPressAsks(t *testing.T) {
	v, _, got := newCard(t, anna)
	walk(v.Object, func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text == kit.WordSave() {
			test.Tap(b)
		}
	})
	if strings.Join(*got, ",") != "alias ,note met in Lyon" {
		t.Errorf("keeps %q", *got)
	}
}

// Whatever somebody calls themselves, the card keeps inside its sheet and shows
// no character that steers others.
func TestCardsOfHostileNames(t *testing.T) {
	for _, c := range []Contact{hostile, anna, {}} {
		v, win, _ := newCard(t, c)
		if got := win.Canvas().Size().Width; got != 480 {
			t.Errorf("%.9q: the window became %v wide", c.Name, got)
		}
		walk(v.Object, func(o fyne.CanvasObject) {
			text := ""
			switch o := o.(type) {
			case *kit.Prose:
				text = o.Text()
			case *widget.Label:
				text = o.Text
			}
			if strings.ContainsAny(text, "\u202e") {
				t.Errorf("shows %q", text)
			}
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
			if _, ok := o.(*kit.Button); ok && at.X+o.Size().Width > 480 {
				t.Errorf("%.9q: a button ends at %v", c.Name, at.X+o.Size().Width)
			}
		})
	}
}
