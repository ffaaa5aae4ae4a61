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

// nearby lists the chats of this network; while there are none it is hidden. A
// new one comes last and moves no other, and the row of a chat stays the same,
// with the focus on it.
type nearby struct {
	object *kit.Panel
	chats  []Near
	list   *fyne.Container
	rows   map[Near]fyne.CanvasObject
	pick   func(Near)
}

func newNearby(pick func(Near)) *nearby {
	n := &nearby{list: kit.NewColumn(4), pick: pick}
	n.object = kit.NewCard(kit.NewColumn(4, kit.NewStrong(kit.NearbyTitle()), n.list))
	n.object.Hide()
	return n
}

func (n *nearby) set(chats []Near) {
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
	n.object.Hidden = len(chats) == 0
	n.object.Refresh()
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

func (n *nearby) row(c Near) fyne.CanvasObject {
	return kit.NewTrailing(kit.NewNamed(kit.NearbyOf(kit.Name(c.Host))), kit.NewButton(kit.WordJoin(), func() { n.pick(c) }))
}
