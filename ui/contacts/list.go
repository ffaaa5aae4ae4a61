package contacts

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Contact is somebody whom the user has met.
type Contact struct {
	Name        string
	Alias       string // what the user calls them; "": nothing else
	Note        string
	Fingerprint string
	Trust       kit.Trust
	First, Last time.Time
}

// Called gives what the user calls somebody, harmless to show.
func (c Contact) Called() string { return kit.Name(cmp.Or(c.Alias, c.Name)) }

// says tells the rest that fits into a line.
func (c Contact) says(now time.Time) string {
	own := ""
	if c.Alias != "" {
		own = kit.OwnName(kit.Name(c.Name))
	}
	met := ""
	if !c.Last.IsZero() {
		met = kit.LastMet(c.Last, now)
	}
	note := strings.Join(strings.Fields(kit.Text(c.Note)), " ")
	return kit.Joined(met, own, note)
}

// searched from this number on: fewer are seen at a glance.
const searched = 8

// List lists the people whom the user has met, by what they are called.
type List struct {
	Object fyne.CanvasObject

	OnPick func(Contact)

	// Now gives the time that dates are told from.
	Now func() time.Time

	all    []Contact
	shown  []Contact
	search *kit.Entry
	list   *kit.List
	count  *kit.Prose
}

// NewList makes an empty list.
func NewList() *List {
	v := &List{Now: time.Now, search: kit.NewEntry(kit.ContactsSearch()), count: kit.NewCaption("")}
	v.search.OnChanged = func(string) { v.fill() }
	v.search.OnSubmitted = func(string) { v.focusList() }
	v.search.Hide()
	v.list = kit.NewList(func() int { return len(v.shown) }, newRow, func(i int, o fyne.CanvasObject) {
		o.(*fyne.Container).Layout.(*row).show(v.shown[i], v.Now())
		o.Refresh()
	})
	v.list.OnPick = func(i int) { v.OnPick(v.shown[i]) }
	v.Object = kit.NewFilling(v.list, kit.NewCaption(kit.ContactsLead()), v.search, v.count, v.list)
	return v
}

// Focus gives where to begin, nil where there is nothing.
func (v *List) Focus() fyne.Focusable {
	switch {
	case v.search.Visible():
		return v.search
	case len(v.shown) > 0:
		return v.list
	}
	return nil
}

// Set shows other people.
func (v *List) Set(all []Contact) {
	v.all = slices.Clone(all)
	slices.SortStableFunc(v.all, func(a, b Contact) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Called()), strings.ToLower(b.Called())), b.Last.Compare(a.Last))
	})
	v.search.Hidden = len(all) < searched && v.search.Text == ""
	v.fill()
}

func (v *List) fill() {
	words := strings.Fields(strings.ToLower(v.search.Text))
	v.shown = slices.DeleteFunc(slices.Clone(v.all), func(c Contact) bool { return !c.has(words) })
	v.count.SetText(v.says())
	v.list.Refresh()
	v.Object.Refresh()
}

// has tells whether every word is somewhere in what is known of somebody.
func (c Contact) has(words []string) bool {
	text := strings.ToLower(strings.Join([]string{c.Name, c.Alias, c.Note}, "\n"))
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
}

// says tells what is shown.
func (v *List) says() string {
	switch {
	case len(v.all) == 0:
		return kit.ContactsNone()
	case len(v.shown) == 0:
		return kit.ContactsNothing()
	}
	return kit.ContactsCount(len(v.shown), len(v.all))
}

func (v *List) focusList() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v.list); c != nil && len(v.shown) > 0 {
		c.Focus(v.list)
	}
}
