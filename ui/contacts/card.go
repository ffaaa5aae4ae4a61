package contacts

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Card says what is known of somebody, with a field for what the user calls
// them and one for a note. Return in a field keeps what is in it.
type Card struct {
	Object fyne.CanvasObject

	OnAlias func(alias string)
	OnNote  func(note string)

	alias, note *kit.Entry
}

// NewCard makes the card.
func NewCard(c Contact, now time.Time) *Card {
	v := &Card{alias: kit.NewEntry(kit.ContactAliasHint()), note: kit.NewEntry(kit.ContactNoteHint())}
	v.alias.SetText(c.Alias)
	v.note.SetText(c.Note)
	keepAlias := func() { v.OnAlias(strings.TrimSpace(v.alias.Text)) }
	keepNote := func() { v.OnNote(strings.TrimSpace(v.note.Text)) }
	v.alias.OnSubmitted = func(string) { keepAlias() }
	v.note.OnSubmitted = func(string) { keepNote() }
	v.Object = kit.NewColumn(6,
		kit.NewInset(kit.NewTools(kit.NewBadge(c.Trust.Badge()))), kit.NewBody(c.Trust.Explained()),
		kit.NewFacts(
			kit.Fact{Name: kit.ContactLabelName(), Text: kit.Name(c.Name)},
			kit.Fact{Name: kit.ContactFirst(), Text: day(c.First, now)},
			kit.Fact{Name: kit.ContactLast(), Text: day(c.Last, now)},
		),
		kit.NewStrong(kit.ContactAlias()), kit.NewTrailing(v.alias, kit.NewButton(kit.WordSave(), keepAlias)),
		kit.NewStrong(kit.ContactNote()), kit.NewTrailing(v.note, kit.NewButton(kit.WordSave(), keepNote)),
	)
	return v
}

func day(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	return kit.When(t, now)
}
