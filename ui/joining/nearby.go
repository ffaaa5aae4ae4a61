package joining

import (
	"slices"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Near is a chat that is hosted on this network.
type Near struct {
	Host string // "": the host shows no name
	ID   string // tells chats apart
}

// maxNear bounds the rows: a network can announce what it likes.
const maxNear = 20

// Nearby lists the chats of this network. A new one comes last and moves no
// other, and the row of a chat stays the same, with the focus on it.
type Nearby struct {
	Object fyne.CanvasObject

	OnPick func(Near)

	card  *kit.Panel
	none  *kit.Prose // what is said while there are none
	chats []Near
	list  *fyne.Container
	rows  map[Near]fyne.CanvasObject
}

// NewNearby makes a list without chats, with what it says then; one that says
// nothing is hidden.
func NewNearby(none string) *Nearby {
	n := &Nearby{list: kit.NewColumn(kit.GapSmall), none: kit.NewCaption(none)}
	n.card = kit.NewCard(kit.NewColumn(kit.GapNone, kit.NewStrong(kit.NearbyTitle()), n.none, n.list))
	n.Object = n.card
	n.Set(nil)
	return n
}

// SetNone changes what is said while there are no chats.
func (n *Nearby) SetNone(text string) {
	n.none.SetText(text)
	n.Set(n.chats)
}

// Set shows other chats.
func (n *Nearby) Set(chats []Near) {
	rows := map[Near]fyne.CanvasObject{}
	n.chats = inOrder(n.chats, chats)
	n.list.RemoveAll()
	for _, c := range n.chats {
		row := n.rows[c]
		if row == nil {
			row = n.row(c)
		}
		rows[c] = row
		n.list.Add(row)
	}
	n.rows = rows
	n.list.Hidden = len(n.chats) == 0
	n.none.Hidden = len(n.chats) > 0 || n.none.Text() == ""
	n.card.Hidden = n.list.Hidden && n.none.Hidden
	n.card.Refresh()
}

// inOrder puts those that were there before first, as they were.
func inOrder(before, now []Near) []Near {
	list := slices.DeleteFunc(slices.Clone(before), func(c Near) bool { return !slices.Contains(now, c) })
	for _, c := range now {
		if len(list) < maxNear && !slices.Contains(list, c) {
			list = append(list, c)
		}
	}
	return list
}

func (n *Nearby) row(c Near) fyne.CanvasObject {
	return kit.NewTrailing(kit.NewNamed(kit.NearbyOf(kit.Name(c.Host))), kit.NewButton(kit.WordJoin(), func() { n.OnPick(c) }))
}
