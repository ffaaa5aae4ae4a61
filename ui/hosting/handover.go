package hosting

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// NewHandOver makes the view that says why somebody else should host, with the
// message that asks a friend to.
func NewHandOver(reason string, onCopy func(text string)) *fyne.Container {
	letter := kit.NewLetter(kit.WordCopyLetter())
	letter.OnCopy = onCopy
	letter.Set(kit.ElseHostsLetter())
	return kit.NewColumn(6, kit.NewBody(reason), kit.NewBody(kit.ElseHostsLead()), letter.Object, kit.NewCaption(kit.ElseHostsThen()))
}
