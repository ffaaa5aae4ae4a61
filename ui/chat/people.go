package chat

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"realtalk/ui/kit"
)

// people lists who is in. Return, Space or a click picks somebody.
type people struct {
	list *kit.List

	all    []Person
	onPick func(Person)
}

func newPeople() *people {
	p := &people{}
	p.list = kit.NewList(func() int { return len(p.all) },
		func() fyne.CanvasObject { return newPersonRow() },
		func(i int, o fyne.CanvasObject) {
			o.(*fyne.Container).Layout.(*personRow).show(p.all[i])
			o.Refresh()
		})
	p.list.OnPick = func(i int) { p.onPick(p.all[i]) }
	return p
}

// set shows other people.
func (p *people) set(all []Person) {
	p.all = order(all)
	for i := range p.all {
		p.all[i].Name = kit.Name(p.all[i].Name)
		p.all[i].Alias = kit.Short(p.all[i].Alias)
	}
	p.list.Refresh()
}

// personRow lays out one person: the name as far as there is room, and the
// badges at the end of the row, where no name can reach.
type personRow struct {
	name  *widget.Label
	alias *kit.Badge
	host  *kit.Badge
	trust *kit.Badge
}

func newPersonRow() *fyne.Container {
	r := &personRow{
		name: widget.NewLabel(""), alias: kit.NewBadge("", kit.BadgePlain),
		host: kit.NewBadge("", kit.BadgePlain), trust: kit.NewBadge("", kit.BadgePlain),
	}
	r.name.Truncation = fyne.TextTruncateEllipsis
	return container.New(r, r.name, r.alias, r.host, r.trust)
}

func (r *personRow) show(p Person) {
	r.name.TextStyle.Bold = p.You
	r.name.SetText(p.Name)
	r.alias.Set(p.Alias, kit.BadgePlain)
	word := ""
	if p.Host {
		word = kit.BadgeHost()
	}
	r.host.Set(word, kit.BadgePlain)
	word, look := p.badge()
	r.trust.Set(word, look)
}

const (
	badgeGap  = 4
	badgeEdge = 8
)

// Layout implements fyne.Layout.
func (r *personRow) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	x := size.Width - badgeEdge
	for _, b := range []*kit.Badge{r.trust, r.host, r.alias} {
		if !b.Visible() {
			continue
		}
		min := b.MinSize()
		x -= min.Width
		b.Resize(min)
		b.Move(fyne.NewPos(x, (size.Height-min.Height)/2))
		x -= badgeGap
	}
	r.name.Resize(fyne.NewSize(max(0, x), size.Height))
}

// MinSize implements fyne.Layout.
func (r *personRow) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(120, r.name.MinSize().Height)
}
