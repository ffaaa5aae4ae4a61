package security

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Form asks for an address to be blocked, and how long. Return in a field
// sends it.
type Form struct {
	Object fyne.CanvasObject

	// OnBlock is asked to block an address for a time, 0 for good.
	OnBlock func(address string, long time.Duration, note string)

	address *kit.Entry
	note    *kit.Entry
	problem *kit.Prose
	choice  *kit.Choice
	long    time.Duration
}

// lengths are the times to choose from, in the order of their words.
var lengths = []time.Duration{0, time.Hour, 24 * time.Hour}

// NewForm makes an empty form.
func NewForm() *Form {
	f := &Form{address: kit.NewEntry(kit.BlockAddressHint()), note: kit.NewEntry(kit.BlockNoteHint()), problem: kit.NewWarning()}
	f.address.OnSubmitted = func(string) { f.Submit() }
	f.note.OnSubmitted = func(string) { f.Submit() }
	f.choice = kit.NewChoice([]string{kit.ForGood(), kit.ForHour(), kit.ForDay()}, 0, func(i int) { f.long = lengths[i] })
	f.Object = kit.NewColumn(6, kit.NewBody(kit.BlockHow()), f.address, f.problem,
		kit.NewStrong(kit.BlockForTitle()), f.choice, f.note)
	return f
}

// Focus gives the field to begin in.
func (f *Form) Focus() fyne.Focusable { return f.address }

// Problem says what was wrong with the address, and lets it be typed again.
func (f *Form) Problem(text string) {
	f.problem.SetText(text)
	f.Object.Refresh()
	if c := fyne.CurrentApp().Driver().CanvasForObject(f.address); c != nil && text != "" {
		c.Focus(f.address)
	}
}

// Submit hands on what was typed.
func (f *Form) Submit() {
	address := strings.TrimSpace(f.address.Text)
	if address == "" {
		f.Problem(kit.BlockNothing())
		return
	}
	f.Problem("")
	f.OnBlock(address, f.long, strings.TrimSpace(f.note.Text))
}
