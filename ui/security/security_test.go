package security

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"realtalk/ui/kit"
)

var noon = time.Date(2026, 3, 9, 12, 0, 0, 0, time.Local)

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

// buttons gives the buttons of that word.
func buttons(o fyne.CanvasObject, word string) []*kit.Button {
	var all []*kit.Button
	walk(o, func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text == word {
			all = append(all, b)
		}
	})
	return all
}

func show(t *testing.T, o fyne.CanvasObject) fyne.Window {
	test.NewTempApp(t).Settings().SetTheme(kit.Theme{})
	win := test.NewTempWindow(t, o)
	win.Resize(fyne.NewSize(480, 480))
	return win
}

func TestNoticesOfferToBlockWhatCanBeBlocked(t *testing.T) {
	v := NewNotices()
	show(t, v.Object)
	var got []string
	v.OnBlock = func(address string) { got = append(got, address) }
	v.Set([]Notice{
		{Kind: Disconnected, Address: "203.0.113.7", Text: "can be"},
		{Kind: WrongPassword, Address: "198.51.100.9", Text: "is, by its network"},
		{Kind: WrongPassword, Address: "2001:db8:1:2::7", Text: "is, by its household"},
		{Kind: Barred, Address: "203.0.113.8", Text: "was blocked by this"},
		{Kind: Joined, Address: "203.0.113.9", Text: "is in"},
		{Kind: Attack, Text: "comes from many"},
		{Kind: Unblocked, Address: "2001:db8:9::1", Text: "can be again"},
	}, []string{"198.51.100.0/24", "2001:db8:1:2::/64"})
	for _, b := range buttons(v.Object, kit.WordBlockNow()) {
		test.Tap(b)
	}
	if s := strings.Join(got, " "); s != "203.0.113.7 2001:db8:9::1" {
		t.Fatalf("offers to block %s", s)
	}
}

func TestNoticesComeByThePage(t *testing.T) {
	v := NewNotices()
	show(t, v.Object)
	all := make([]Notice, 2*page+5)
	for i := range all {
		all[i] = Notice{When: noon, Kind: Refused, Text: fmt.Sprint("number ", i)}
	}
	v.Set(all, nil)
	for want := page; want < len(all); want += page {
		if got := len(v.list.Objects) - 1; got != want {
			t.Fatalf("%d are shown, want %d", got, want)
		}
		test.Tap(buttons(v.Object, kit.WordShowOlder())[0])
	}
	if got := len(v.list.Objects); got != len(all) || len(buttons(v.Object, kit.WordShowOlder())) != 0 {
		t.Fatalf("%d are shown at the end", got)
	}
	v.Set(nil, nil)
	if len(v.list.Objects) != 1 {
		t.Fatal("an empty list does not say so")
	}
}

func TestANoticeSaysWhatItsTextDoesNot(t *testing.T) {
	n := Notice{Name: "Anna", Address: "203.0.113.7", Place: "Lyon, France", Owner: "Orange", Text: "Anna joined from 203.0.113.7."}
	if got := n.aside(); got != "Lyon, France · Orange" {
		t.Errorf("says %q", got)
	}
	n = Notice{Name: "Anna", Address: "203.0.113.7", Text: "Someone typed a wrong password. Address 203.0.113.7."}
	if got := n.aside(); got != kit.LastName("Anna") {
		t.Errorf("says %q", got)
	}
}

func TestEveryKindHasAWord(t *testing.T) {
	seen := map[string]bool{}
	for _, k := range []Kind{WrongPassword, Disconnected, Barred, Refused, Unblocked, Attack, Joined, Asked} {
		word, _ := k.badge()
		if word == "" || seen[word] {
			t.Errorf("%s reads %q", k, word)
		}
		seen[word] = true
	}
}

var entries = []Blocked{
	{Address: "203.0.113.7", Name: "Zoe", Place: "Lyon, France", Owner: "Orange", Why: "6 wrong passwords", Since: noon, Tries: 6},
	{Address: "198.51.100.0/24", Place: "Oslo, Norway", Why: "blocked by you", Since: noon.Add(time.Hour), Note: "a whole Network"},
	{Address: "2001:db8:1:2::/64", Name: "anna", Owner: "Telekom", Why: "9 wrong passwords", Tries: 9},
}

// listed gives the addresses that are listed, in order.
func (v *Blocklist) listed() string {
	var all []string
	for _, r := range v.shown {
		all = append(all, r.Address)
	}
	return strings.Join(all, " ")
}

func TestSearch(t *testing.T) {
	v := NewBlocklist()
	show(t, v.Object)
	v.Set(entries)
	for query, want := range map[string]string{
		"":                "198.51.100.0/24 203.0.113.7 2001:db8:1:2::/64",
		"zoe":             "203.0.113.7",
		"LYON orange":     "203.0.113.7",
		"lyon norway":     "",
		"network":         "198.51.100.0/24",
		"198.51.100.77":   "198.51.100.0/24",   // covers it
		"2001:db8:1:2::9": "2001:db8:1:2::/64", // covers it
		"203.0.113":       "203.0.113.7",
		"9 wrong":         "2001:db8:1:2::/64",
		"\x00":            "",
	} {
		v.search.SetText(query)
		if got := v.listed(); got != want {
			t.Errorf("%q finds %q, want %q", query, got, want)
		}
	}
	if v.count.Text() == "" {
		t.Error("nothing is said")
	}
}

func TestSort(t *testing.T) {
	v := NewBlocklist()
	show(t, v.Object)
	v.Set(entries)
	for o, want := range map[order]string{
		byNewest:  "198.51.100.0/24 203.0.113.7 2001:db8:1:2::/64", // not known is oldest
		byName:    "2001:db8:1:2::/64 203.0.113.7 198.51.100.0/24", // without a name is last
		byAddress: "198.51.100.0/24 203.0.113.7 2001:db8:1:2::/64",
		byTries:   "2001:db8:1:2::/64 203.0.113.7 198.51.100.0/24",
	} {
		v.order = o
		v.sort()
		if got := v.listed(); got != want {
			t.Errorf("%s: %q, want %q", orderWords()[o], got, want)
		}
	}
}

func tenThousand() []Blocked {
	all := make([]Blocked, 10_000)
	for i := range all {
		all[i] = Blocked{
			Address: fmt.Sprintf("10.%d.%d.%d", i>>16, i>>8&255, i&255), Name: fmt.Sprint("Name ", i*7919%10_000),
			Place: "Lyon, France", Owner: "Orange", Why: "6 wrong passwords", Since: noon.Add(time.Duration(i*7919%10_000) * time.Second), Tries: i % 9,
		}
	}
	return all
}

func TestTenThousandMakeFewRows(t *testing.T) {
	v := NewBlocklist()
	win := show(t, v.Object)
	v.Set(tenThousand())
	n := 0
	walk(v.Object, func(fyne.CanvasObject) { n++ })
	if n > 400 {
		t.Fatalf("%d objects are drawn", n)
	}
	var picked []string
	v.OnPick = func(b Blocked) { picked = append(picked, b.Address) }
	v.search.SetText("name 1234")
	v.focusList()
	win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(picked) != 1 || len(v.shown) != 1 || v.shown[0].Name != "Name 1234" {
		t.Fatalf("picked %q of %d", picked, len(v.shown))
	}
}

func BenchmarkSearchTenThousand(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(kit.Theme{})
	v := NewBlocklist()
	test.NewTempWindow(b, v.Object).Resize(fyne.NewSize(480, 480))
	v.Set(tenThousand())
	for i := 0; b.Loop(); i++ {
		v.search.SetText([]string{"lyon", "lyon 77"}[i%2])
	}
}

func TestRowsOfHostileEntries(t *testing.T) {
	v := NewBlocklist()
	show(t, v.Object)
	v.Set([]Blocked{{Address: "not an address\u202e", Name: "Eve\n\u202e" + strings.Repeat("x", 500), Note: strings.Repeat("line\n", 100)}})
	row := newBlockedRow().(*fyne.Container)
	parts := row.Layout.(*blockedRow)
	parts.show(v.shown[0].Blocked, noon)
	for _, l := range []string{parts.who.Text, parts.where.Text, parts.why.Text} {
		if strings.ContainsAny(l, "\n\u202e") {
			t.Errorf("shows %q", l)
		}
	}
}

func TestCardKeepsANote(t *testing.T) {
	c := NewCard(entries[1], noon)
	show(t, c.Object)
	var got []string
	c.OnNote = func(note string) { got = append(got, note) }
	c.note.SetText("  a friend ")
	c.note.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	test.Tap(buttons(c.Object, kit.WordSave())[0])
	if strings.Join(got, ",") != "a friend,a friend" {
		t.Fatalf("got %q", got)
	}
}

func TestForm(t *testing.T) {
	f := NewForm()
	show(t, f.Object)
	var got []string
	f.OnBlock = func(address string, long time.Duration, note string) {
		got = append(got, fmt.Sprint(address, " ", long, " ", note))
	}
	f.Submit()
	if f.problem.Text() != kit.BlockNothing() || len(got) != 0 {
		t.Fatalf("without an address: %q, %q", f.problem.Text(), got)
	}
	f.address.SetText(" 203.0.113.7 ")
	f.address.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f.note.SetText("why")
	f.choice.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	f.note.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if s := strings.Join(got, ", "); s != "203.0.113.7 0s , 203.0.113.7 1h0m0s why" {
		t.Fatalf("got %s", s)
	}
	if f.problem.Visible() {
		t.Error("the problem is still shown")
	}
}
