package hosting

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// LetIn takes the line of a guest who cannot connect, in whatever text it came,
// and says how it goes. Return in the box goes on.
type LetIn struct {
	Object *fyne.Container

	// OnReply is asked to dial, and tells whether it does.
	OnReply  func(text string) (taken bool)
	OnResize func() // the view needs more or less room than before

	box     *kit.Box
	next    *kit.Prose
	outcome *kit.Outcome
}

// maxReply bounds what is looked through for a line: more is a mistake, and
// laying it out would hold the window up.
const maxReply = 64 << 10

// NewLetIn makes the view.
func NewLetIn() *LetIn {
	l := &LetIn{box: kit.NewBox(kit.LetInPlaceholder, 4), outcome: kit.NewOutcome(), next: kit.NewCaption(kit.LetInNext())}
	l.next.Hide()
	l.box.OnSend = l.Submit
	l.box.OnChanged = func(text string) {
		if len(text) > maxReply {
			l.box.SetText(text[:maxReply])
		}
	}
	l.Object = kit.NewColumn(6, kit.NewBody(kit.LetInLead()), l.box, l.outcome.Object, l.next)
	return l
}

// Focus gives the box.
func (l *LetIn) Focus() fyne.Focusable { return l.box }

// Submit goes on with what is in the box, and empties it for the next line.
func (l *LetIn) Submit() {
	if l.box.Text != "" && l.OnReply(l.box.Text) {
		l.box.SetText("")
	}
}

// SetProgress says how it goes. in: they found each other.
func (l *LetIn) SetProgress(text, hint string, in, bad bool) {
	l.outcome.Set(text, hint, bad)
	l.next.Hidden = !in
	l.Object.Refresh()
	if l.OnResize != nil {
		l.OnResize()
	}
}
