package chat

import (
	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// NewLinkCard shows the whole of a link, where it leads, and what opening it means.
func NewLinkCard(l Link) fyne.CanvasObject {
	leads := kit.NewBody(kit.LinkLeads(l.Host))
	if l.Foreign {
		leads = kit.NewWarning()
		leads.SetText(kit.LinkForeign(l.Host))
	}
	return kit.NewColumn(kit.GapBelow, kit.NewStrong(l.URL.String()), leads, kit.NewCaption(kit.LinkMeans()))
}
