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

// newPeople makes an empty list, with room for where people are if places is set.
func newPeople(places bool) *people {
	p := &people{}
	p.list = kit.NewList(func() int { return len(p.all) },
		func() fyne.CanvasObject { return newPersonRow(places) },
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

// personRow lays out one person: the name as far as there is room, where they are
// below it in the list of a host, and the badges at the end of the row, where no
// name can reach.
type personRow struct {
	name   *widget.Label
	where  *kit.Prose // hidden: it is not known
	places bool       // there is room for it
	alias  *kit.Badge
	host   *kit.Badge
	away   *kit.Badge
	trust  *kit.Badge
}

func newPersonRow(places bool) *fyne.Container {
	r := &personRow{
		name: widget.NewLabel(""), where: kit.NewCaption(""), places: places, alias: kit.NewBadge("", kit.BadgePlain),
		host: kit.NewBadge("", kit.BadgePlain), away: kit.NewBadge("", kit.BadgePlain), trust: kit.NewBadge("", kit.BadgePlain),
	}
	r.name.Truncation = fyne.TextTruncateEllipsis
	r.where.Wrapping, r.where.Truncation = fyne.TextWrapOff, fyne.TextTruncateEllipsis
	return container.New(r, r.name, r.where, r.alias, r.host, r.away, r.trust)
}

func (r *personRow) show(p Person) {
	r.name.TextStyle.Bold = p.You
	r.name.SetText(p.Name)
	r.where.SetText(kit.Text(p.Where))
	r.where.Hidden = !r.places || p.Where == ""
	r.alias.Set(p.Alias, kit.BadgePlain)
	word := ""
	if p.Host {
		word = kit.BadgeHost()
	}
	r.host.Set(word, kit.BadgePlain)
	word = ""
	if p.Away {
		word = kit.BadgeAway()
	}
	r.away.Set(word, kit.BadgePlain)
	word, look := p.badge()
	r.trust.Set(word, look)
}

const (
	badgeGap  = 4
	badgeEdge = 8
	whereUp   = 16 // that the place comes nearer to the name than the labels would have it
)

// Layout implements fyne.Layout.
func (r *personRow) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	line := r.name.MinSize().Height
	var y float32
	if !r.where.Visible() {
		y = (size.Height - line) / 2
	}
	x := size.Width - badgeEdge
	for _, b := range []*kit.Badge{r.trust, r.away, r.host, r.alias} {
		if !b.Visible() {
			continue
		}
		min := b.MinSize()
		x -= min.Width
		b.Resize(min)
		b.Move(fyne.NewPos(x, y+(line-min.Height)/2))
		x -= badgeGap
	}
	r.name.Move(fyne.NewPos(0, y))
	r.name.Resize(fyne.NewSize(max(0, x), line))
	r.where.Move(fyne.NewPos(0, line-whereUp))
	r.where.Resize(fyne.NewSize(size.Width-badgeEdge, r.where.MinSize().Height))
}

// MinSize implements fyne.Layout.
func (r *personRow) MinSize([]fyne.CanvasObject) fyne.Size {
	high := r.name.MinSize().Height
	if r.places {
		high += r.where.MinSize().Height - whereUp
	}
	return fyne.NewSize(120, high)
}
