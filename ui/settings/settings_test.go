package settings

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"realtalk/ui/kit"
)

func view(t *testing.T, v Values) *View {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	s := NewView(v, About{Name: "Anna", Version: "1.2.3", Sources: "https://lists.example/a"})
	test.NewTempWindow(t, s.Object).Resize(fyne.NewSize(480, 900))
	return s
}

// button finds a button by its word.
func button(t *testing.T, o fyne.CanvasObject, word string) *kit.Button {
	t.Helper()
	found := buttons(o, word)
	if len(found) == 0 {
		t.Fatalf("no button %q", word)
	}
	return found[len(found)-1]
}

// buttons finds all buttons of a word that can be seen.
func buttons(o fyne.CanvasObject, word string) []*kit.Button {
	var found []*kit.Button
	var look func(fyne.CanvasObject)
	look = func(o fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *kit.Button:
			if o.Text == word {
				found = append(found, o)
			}
		case *fyne.Container:
			for _, child := range o.Objects {
				look(child)
			}
		}
	}
	look(o)
	return found
}

func TestSwitchesTakeEffectAtOnce(t *testing.T) {
	s := view(t, Values{Limit: 5})
	var got []Values
	kept := true
	s.OnChange = func(v Values) bool { got = append(got, v); return kept }
	test.Tap(s.hide)
	s.ask.Tick.TypedRune(' ')
	kept = false
	test.Tap(s.hide)
	want := []Values{{HideDetails: true, Limit: 5}, {HideDetails: true, AskFirst: true, Limit: 5}, {AskFirst: true, Limit: 5}}
	if !slices.Equal(got, want) {
		t.Fatalf("asked for %v, want %v", got, want)
	}
	if !s.hide.Tick.Checked {
		t.Error("a switch shows what was not kept")
	}
}

func TestListsSayWhatTheyAre(t *testing.T) {
	date := time.Date(2026, 5, 3, 0, 0, 0, 0, time.Local)
	l := List{Role: "place", Name: "n", Source: "s", Licence: "CC0", Date: date}
	if got := l.says(); got != kit.ListPlace()+" · "+kit.ListDate(date)+" · s · CC0" {
		t.Errorf("says %q", got)
	}
	s := view(t, Values{})
	s.SetLists([]List{l, {Name: "broken", Own: true, Problem: "It ends too early."}})
	if len(s.lists.Objects) != 2 || !s.reset.Visible() {
		t.Errorf("%d lists, the way back is offered: %v", len(s.lists.Objects), s.reset.Visible())
	}
	s.SetLists(nil)
	if len(s.lists.Objects) != 1 || s.reset.Visible() {
		t.Error("no list at all is not said")
	}
}

func TestOneThingAtATime(t *testing.T) {
	s := view(t, Values{})
	var got []string
	s.OnImport = func() { got = append(got, "import") }
	s.OnUpdate = func() { got = append(got, "update") }
	s.OnReset = func() { got = append(got, "reset") }
	s.SetLists([]List{{Own: true}})
	press := func() {
		for _, word := range []string{kit.WordImportList(), kit.WordUpdateList(), kit.WordResetLists()} {
			test.Tap(button(t, s.Object, word))
		}
	}
	s.SetStatus("Checking…", true)
	press()
	s.SetStatus("Done.", false)
	press()
	if g := strings.Join(got, " "); g != "import update reset" {
		t.Fatalf("got %q", g)
	}
}

func TestSourcesAreFoldedAway(t *testing.T) {
	s := view(t, Values{})
	var got string
	s.OnSources = func(lines string) string { got = lines; return "Kept." }
	test.Tap(button(t, s.Object, kit.SettingsAdvanced()))
	test.Tap(buttons(s.Object, kit.WordKeepSources())[2]) // that of the name, that of the port
	if got != "https://lists.example/a" {
		t.Fatalf("got %q", got)
	}
}

func TestTheWebServiceIsTheUsers(t *testing.T) {
	s := view(t, Values{Limit: 5})
	var got []Values
	kept := true
	s.OnChange = func(v Values) bool { got = append(got, v); return kept }
	test.Tap(button(t, s.Object, kit.SettingsAdvanced()))
	if usual := button(t, s.Object, kit.SettingsAskReset()); !usual.Disabled() {
		t.Error("the usual one is offered while it is in use")
	}
	test.Type(s.service, " https://own.example ")
	test.Tap(button(t, s.Object, kit.WordKeepSources()))
	kept = false
	s.service.SetText("what")
	s.service.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if s.service.Text != "what" {
		t.Error("what was refused is gone")
	}
	kept = true
	test.Tap(button(t, s.Object, kit.SettingsAskReset()))
	want := []Values{{Limit: 5, AddressService: "https://own.example"}, {Limit: 5, AddressService: "what"}, {Limit: 5}}
	if !slices.Equal(got, want) || s.service.Text != "" || !s.usual.Disabled() {
		t.Fatalf("asked for %v, left %q", got, s.service.Text)
	}
	s.SetService("own.example")
	if s.asked.Text() != kit.SettingsAskNow("own.example") {
		t.Errorf("says %q", s.asked.Text())
	}
}

func TestUpdateShowsHowFarItIs(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	u := NewUpdate("9 MB from lists.example.")
	test.NewTempWindow(t, u.Object)
	if u.bar.Visible() || u.says.Text() != "9 MB from lists.example." {
		t.Fatalf("begins with %q", u.says.Text())
	}
	u.Progress(1_500_000, 3_000_000)
	if !u.bar.Visible() || u.bar.Value != 0.5 || u.much.Text() != "1.5 MB of 3.0 MB" {
		t.Fatalf("%v, %q", u.bar.Value, u.much.Text())
	}
	u.Progress(2_000_000, 0)
	if u.much.Text() != "2.0 MB so far" {
		t.Fatalf("%q", u.much.Text())
	}
	u.Done("It is in use.")
	if u.bar.Visible() || u.much.Visible() || u.says.Text() != "It is in use." {
		t.Fatalf("ends with %q", u.says.Text())
	}
}

// walk calls do for every object that can be seen.
func walk(o fyne.CanvasObject, do func(fyne.CanvasObject)) {
	if !o.Visible() {
		return
	}
	do(o)
	if c, ok := o.(*fyne.Container); ok {
		for _, child := range c.Objects {
			walk(child, do)
		}
	}
}

// fields names the fields in which two differ.
func fields(a, b Values) (names []string) {
	x, y := reflect.ValueOf(a), reflect.ValueOf(b)
	for i := range x.NumField() {
		if x.Field(i).Interface() != y.Field(i).Interface() {
			names = append(names, x.Type().Field(i).Name)
		}
	}
	return names
}

// TestEveryWishHasOneControl: each switch and each choice sets one value that no other
// sets, and shows again what holds if that was refused. Without control are what a
// form sets and the size of the window.
func TestEveryWishHasOneControl(t *testing.T) {
	s := view(t, Values{})
	kept := true
	var set []string
	now := Values{}
	s.OnChange = func(v Values) bool {
		if kept {
			set = append(set, fields(now, v)...)
			now = v
		}
		return kept
	}
	var options []*kit.Option
	var choices []*kit.Choice
	walk(s.Object, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *kit.Option:
			options = append(options, o)
		case *kit.Choice:
			choices = append(choices, o)
		}
	})
	for _, o := range options {
		was := o.Tick.Checked
		kept = false
		test.Tap(o)
		if o.Tick.Checked != was {
			t.Error("a switch shows what was refused")
		}
		kept = true
		test.Tap(o)
	}
	for _, c := range choices {
		was := c.Selected
		kept = false
		c.SetSelectedIndex(1)
		if c.Selected != was {
			t.Errorf("a choice shows %q, which was refused", c.Selected)
		}
		kept = true
		c.SetSelectedIndex(1)
	}
	var want []string
	for i := range reflect.TypeFor[Values]().NumField() {
		switch name := reflect.TypeFor[Values]().Field(i).Name; name {
		case "AddressService", "Port", "Width", "Height":
		default:
			want = append(want, name)
		}
	}
	slices.Sort(set)
	slices.Sort(want)
	if !slices.Equal(set, want) {
		t.Errorf("set were %v, want %v", set, want)
	}
}

func TestThePortIsANumber(t *testing.T) {
	s := view(t, Values{Port: 4000})
	var got []int
	kept := true
	s.OnChange = func(v Values) bool { got = append(got, v.Port); return kept }
	test.Tap(button(t, s.Object, kit.SettingsAdvanced()))
	if s.port.Text != "4000" {
		t.Errorf("shows %q", s.port.Text)
	}
	for _, text := range []string{" 40213 ", "", "x", "-3"} {
		kept = text != "x" && text != "-3"
		s.port.SetText(text)
		s.port.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		if said := s.ported.Text() != ""; said != kept {
			t.Errorf("%q: it is said to be kept: %v", text, said)
		}
	}
	if want := []int{40213, 0, -1, -1}; !slices.Equal(got, want) {
		t.Errorf("asked for %v, want %v", got, want)
	}
}

func TestNameIsChangedHere(t *testing.T) {
	s := view(t, Values{})
	var got []string
	problem := ""
	s.OnName = func(name string) string { got = append(got, name); return problem }
	s.name.SetText(" Berta ")
	s.name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if s.named.Text() != kit.SettingsNameKept() {
		t.Errorf("says %q", s.named.Text())
	}
	problem = "This name is too long."
	s.name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if s.named.Text() != problem || !slices.Equal(got, []string{"Berta", "Berta"}) {
		t.Errorf("%v, says %q", got, s.named.Text())
	}
}

func TestAutostartIsShownWhenItIsKnown(t *testing.T) {
	s := view(t, Values{})
	var got []bool
	s.OnAutostart = func(on bool) { got = append(got, on) }
	if s.autostart.Visible() {
		t.Error("it is offered before anybody knows whether it can be")
	}
	s.SetAutostart(true)
	test.Tap(s.autostart)
	if !slices.Equal(got, []bool{false}) {
		t.Errorf("got %v", got)
	}
}

func TestWorksAreFoundAndOpened(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	v := NewWorks([]Work{
		{Licence: "Expat", Holders: []string{"somebody"}, Text: "own"},
		{Name: "example.com/a@v1.0.0", Licence: "ISC", Holders: []string{"Ada"}, Text: "one"},
		{Name: "example.com/b@v1.0.0", Licence: "Zlib", Holders: []string{"Ben"}, Text: "two"},
	})
	test.NewTempWindow(t, v.Object).Resize(fyne.NewSize(480, 600))
	var got []string
	v.OnPick = func(w Work) { got = append(got, w.Called()+": "+w.Text) }
	v.list.OnPick(0)
	v.search.SetText("zlib")
	v.list.OnPick(0)
	v.search.SetText("nobody")
	if !slices.Equal(got, []string{"Real Talk: own", "example.com/b@v1.0.0: two"}) || v.count.Text() != kit.LicencesNothing() {
		t.Errorf("%v, says %q", got, v.count.Text())
	}
}
