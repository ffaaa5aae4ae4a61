package security

import (
	"time"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// Notice is one thing that happened at the door.
type Notice struct {
	When    time.Time
	Text    string
	Address string // to be blocked from here; "" if there is nothing to block
}

// Blocked is an address nobody can join from.
type Blocked struct {
	Address string
	Why     string // "tries" or "host"
}

// View shows both lists. Only the newest notices are kept.
type View struct {
	Object fyne.CanvasObject

	OnBlock   func(address string)
	OnUnblock func(address string)

	notices []Notice
	blocked []Blocked

	list  *fyne.Container
	doors *fyne.Container
}

// MaxNotices is how many notices are kept, and MaxBlocked how many blocked
// addresses are listed.
const (
	MaxNotices = 100
	MaxBlocked = 200
)

// NewView makes the view with empty lists. Without the door it shows the
// blocklist alone.
func NewView(door bool) *View {
	v := &View{list: kit.NewColumn(8), doors: kit.NewColumn(8)}
	parts := []fyne.CanvasObject{kit.NewStrong(kit.SecurityBlocked), kit.NewCaption(kit.SecurityBlockedHow), v.list}
	if door {
		parts = append(parts, kit.NewStrong(kit.SecurityNotices), v.doors)
	}
	v.Object = kit.NewColumn(8, parts...)
	v.fill()
	return v
}

// Add puts a notice on top.
func (v *View) Add(n Notice) {
	v.notices = append([]Notice{n}, v.notices...)
	if len(v.notices) > MaxNotices {
		v.notices = v.notices[:MaxNotices]
	}
	v.fill()
}

// Notices gives what is listed, the newest first.
func (v *View) Notices() []Notice { return v.notices }

// SetBlocked shows the addresses that are blocked now.
func (v *View) SetBlocked(blocked []Blocked) {
	if len(blocked) > MaxBlocked {
		blocked = blocked[:MaxBlocked]
	}
	v.blocked = blocked
	v.fill()
}

func (v *View) fill() {
	v.list.RemoveAll()
	for _, b := range v.blocked {
		v.list.Add(v.blockedRow(b))
	}
	if len(v.blocked) == 0 {
		v.list.Add(kit.NewBody(kit.SecurityBlockedNone))
	}
	v.doors.RemoveAll()
	for _, n := range v.notices {
		v.doors.Add(v.noticeRow(n))
	}
	if len(v.notices) == 0 {
		v.doors.Add(kit.NewBody(kit.SecurityQuiet))
	}
	v.Object.Refresh()
}

func (v *View) blockedRow(b Blocked) fyne.CanvasObject {
	text := kit.NewColumn(0, kit.NewBody(kit.Text(b.Address)), kit.NewCaption(kit.BlockedBecause(b.Why)))
	return kit.NewTrailing(text, kit.NewButton(kit.WordUnblock, func() { v.OnUnblock(b.Address) }))
}

func (v *View) noticeRow(n Notice) fyne.CanvasObject {
	text := kit.NewColumn(0, kit.NewBody(kit.Text(n.Text)), kit.NewCaption(kit.Clock(n.When)))
	if n.Address == "" || v.isBlocked(n.Address) {
		return text
	}
	return kit.NewTrailing(text, kit.NewButton(kit.WordBlockNow, func() { v.OnBlock(n.Address) }))
}

func (v *View) isBlocked(address string) bool {
	for _, b := range v.blocked {
		if b.Address == address {
			return true
		}
	}
	return false
}
