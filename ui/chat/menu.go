package chat

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"realtalk/ui/kit"
)

// menuLinks is how many links of a message its menu offers.
const menuLinks = 5

// showMenu offers what can be done with a message.
func (r *row) showMenu(at fyne.Position) {
	c := fyne.CurrentApp().Driver().CanvasForObject(r)
	if c == nil || r.item == nil || r.item.said == nil {
		return
	}
	widget.ShowPopUpMenuAtPosition(r.menu(), c, at)
}

func (r *row) menu() *fyne.Menu {
	d, said := r.deeds, r.item.said
	item := func(word string, do func()) *fyne.MenuItem { return fyne.NewMenuItem(word, do) }
	var items []*fyne.MenuItem
	for i := range min(len(r.text.links), menuLinks) {
		address := r.text.address(i + 1)
		items = append(items, item(kit.OpenLink(address), func() { d.open(address) }))
	}
	if selected := r.text.SelectedText(); selected != "" {
		items = append(items, item(kit.WordCopySelected(), func() { d.copy(selected) }))
	}
	items = append(items, item(kit.WordCopyMessage(), func() { d.copy(said.Text) }))
	return fyne.NewMenu("", items...)
}
