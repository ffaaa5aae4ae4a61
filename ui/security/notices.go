package security

import (
	"net/netip"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Notice is one thing that happened at the door.
type Notice struct {
	When         time.Time
	Kind         Kind
	Name         string // "" if not known, as are the three below
	Address      string
	Place, Owner string
	Text         string // in whole sentences
}

// Kind names what happened.
type Kind string

// The kinds.
const (
	WrongPassword Kind = "wrong_password"
	Disconnected  Kind = "disconnected"
	Barred        Kind = "blocked"
	Refused       Kind = "refused"
	Unblocked     Kind = "unblocked"
	Attack        Kind = "attack"
	Joined        Kind = "joined"
	Asked         Kind = "asked"
)

// badge gives the word for a kind and how much it asks to be looked at.
func (k Kind) badge() (string, kit.BadgeLook) {
	switch k {
	case WrongPassword:
		return kit.BadgeWrongPassword(), kit.BadgePlain
	case Disconnected:
		return kit.BadgeDisconnected(), kit.BadgePlain
	case Barred:
		return kit.BadgeBlocked(), kit.BadgeBad
	case Refused:
		return kit.BadgeRefused(), kit.BadgePlain
	case Unblocked:
		return kit.BadgeUnblocked(), kit.BadgeGood
	case Attack:
		return kit.BadgeAttack(), kit.BadgeBad
	case Joined:
		return kit.BadgeJoined(), kit.BadgeAccent
	case Asked:
		return kit.BadgeAsked(), kit.BadgeAccent
	}
	return "", kit.BadgePlain
}

// canBlock tells whether the address behind a notice is one to be blocked from
// here: not that of somebody who is in, who is removed from the list of people.
func (n Notice) canBlock() bool {
	return n.Kind != Joined && n.Kind != Barred && network(n.Address).IsValid()
}

// Notices lists what happened at the door, the newest first.
type Notices struct {
	Object fyne.CanvasObject

	OnBlock func(address string)

	// Now gives the time that dates are told from.
	Now func() time.Time

	all     []Notice
	blocked []netip.Prefix
	pages   int
	list    *fyne.Container
}

// page is how many notices are shown at first, and more at a time.
const page = 30

// NewNotices makes an empty list.
func NewNotices() *Notices {
	v := &Notices{Now: time.Now, pages: 1, list: kit.NewColumn(10)}
	v.Object = kit.NewColumn(8, kit.NewCaption(kit.SecurityLead()), v.list)
	return v
}

// Set shows notices, the newest first, and which addresses are blocked: those
// cannot be blocked once more.
func (v *Notices) Set(notices []Notice, blocked []string) {
	v.all = notices
	v.blocked = v.blocked[:0]
	for _, address := range blocked {
		v.blocked = append(v.blocked, network(address))
	}
	v.fill()
}

func (v *Notices) fill() {
	v.list.RemoveAll()
	shown := min(len(v.all), v.pages*page)
	for _, n := range v.all[:shown] {
		v.list.Add(v.row(n))
	}
	switch {
	case len(v.all) == 0:
		v.list.Add(kit.NewBody(kit.SecurityQuiet()))
	case shown < len(v.all):
		v.list.Add(kit.NewCentered(kit.NewButton(kit.WordShowOlder(), v.older)))
	}
	v.Object.Refresh()
}

// older shows one page more.
func (v *Notices) older() {
	v.pages++
	v.fill()
}

func (v *Notices) row(n Notice) fyne.CanvasObject {
	head := kit.NewStamped(kit.NewBadge(n.Kind.badge()), kit.When(n.When, v.Now()))
	text := kit.NewColumn(-12, head, kit.NewBody(kit.Text(n.Text)))
	if aside := n.aside(); aside != "" {
		text.Add(kit.NewCaption(aside))
	}
	if !n.canBlock() || v.isBlocked(n.Address) {
		return text
	}
	return kit.NewAside(text, kit.NewButton(kit.WordBlockNow(), func() { v.OnBlock(n.Address) }))
}

// aside gives what is known and the text does not say. The name is no more
// than a hint who it was, where nobody has come in.
func (n Notice) aside() string {
	known := []string{kit.Name(n.Name), kit.Text(n.Address), kit.Text(n.Place), kit.Text(n.Owner)}
	known = slices.DeleteFunc(known, func(s string) bool { return strings.Contains(n.Text, s) })
	if len(known) > 0 && n.Name != "" && known[0] == kit.Name(n.Name) {
		known[0] = kit.LastName(known[0])
	}
	return kit.Joined(known...)
}

func (v *Notices) isBlocked(address string) bool {
	of := network(address)
	return slices.ContainsFunc(v.blocked, func(p netip.Prefix) bool { return p.Contains(of.Addr()) })
}
