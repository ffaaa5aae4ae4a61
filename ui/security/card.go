package security

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Card says all that is known of a blocked address, with a field for a note.
// Return in it keeps the note.
type Card struct {
	Object fyne.CanvasObject

	OnNote func(note string)

	note *kit.Entry
}

// NewCard makes the card.
func NewCard(b Blocked, now time.Time) *Card {
	c := &Card{note: kit.NewEntry(kit.BlockedNoteHint())}
	c.note.SetText(b.Note)
	c.note.OnSubmitted = func(string) { c.Keep() }
	since, until := "", kit.BlockedUntilYou()
	if !b.Since.IsZero() {
		since = kit.When(b.Since, now)
	}
	if !b.Until.IsZero() {
		until = kit.When(b.Until, now)
	}
	facts := kit.NewFacts(
		kit.Fact{Name: kit.BlockedLabelName(), Text: kit.Name(b.Name)},
		kit.Fact{Name: kit.BlockedLabelPlace(), Text: kit.Text(b.Place)},
		kit.Fact{Name: kit.BlockedLabelOwner(), Text: kit.Text(b.Owner)},
		kit.Fact{Name: kit.BlockedLabelWhy(), Text: kit.Text(b.Why)},
		kit.Fact{Name: kit.BlockedLabelSince(), Text: since},
		kit.Fact{Name: kit.BlockedLabelUntil(), Text: until},
		kit.Fact{Name: kit.BlockedLabelTries(), Text: kit.Count(b.Tries)},
	)
	c.Object = kit.NewColumn(4, kit.NewBody(kit.BlockedFrom()), facts,
		kit.NewStrong(kit.BlockedLabelNote()), kit.NewTrailing(c.note, kit.NewButton(kit.WordSave(), c.Keep)), kit.NewCaption(kit.BlockedForgetHint()))
	return c
}

// Keep hands the note on.
func (c *Card) Keep() { c.OnNote(strings.TrimSpace(c.note.Text)) }
