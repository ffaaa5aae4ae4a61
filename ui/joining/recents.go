package joining

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"realtalk/ui/kit"
)

// Recent is a chat that the user was in.
type Recent struct {
	Host string // the name of who hosted
	Line string // the way in; tells chats apart
	When time.Time
}

// Recents lists the chats that the user was in last, each to be joined again or
// to be forgotten.
type Recents struct {
	Object fyne.CanvasObject

	OnPick   func(Recent)
	OnForget func(Recent)

	now  time.Time
	none *kit.Prose
	list *fyne.Container
	card *kit.Panel
}

// NewRecents makes a list without chats; now is when it is looked at.
func NewRecents(now time.Time) *Recents {
	r := &Recents{now: now, none: kit.NewCaption(kit.RecentNone()), list: kit.NewColumn(kit.GapSmall)}
	r.card = kit.NewCard(kit.NewColumn(kit.GapNone, kit.NewStrong(kit.RecentTitle()), r.none, r.list))
	r.Object = r.card
	r.Set(nil)
	return r
}

// Set shows other chats.
func (r *Recents) Set(chats []Recent) {
	r.list.RemoveAll()
	for _, c := range chats {
		r.list.Add(r.row(c))
	}
	r.list.Hidden, r.none.Hidden = len(chats) == 0, len(chats) > 0
	r.card.Refresh()
}

func (r *Recents) row(c Recent) fyne.CanvasObject {
	name := kit.Name(c.Host)
	text := kit.NewColumn(kit.GapWithin, kit.NewNamed(kit.NearbyOf(name)), kit.NewCaption(kit.When(c.When, r.now)))
	join := kit.NewButton(kit.WordJoinAgain(), func() { r.OnPick(c) })
	forget := kit.NewSign(theme.CancelIcon(), kit.RecentForget(name), func() { r.OnForget(c) })
	return kit.NewAside(text, join, forget)
}
