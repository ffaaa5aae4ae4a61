package settings

import (
	"time"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// List is a list that says where addresses are.
type List struct {
	Role    string // "place", "owner" or "both"
	Name    string
	Source  string
	Licence string
	Problem string // why it is not in use; "" if it is
	Date    time.Time
	Own     bool // the user's; else built in
}

// SetLists shows the lists.
func (s *View) SetLists(lists []List) {
	s.lists.RemoveAll()
	own := false
	for _, l := range lists {
		s.lists.Add(newListRow(l))
		own = own || l.Own
	}
	if len(lists) == 0 {
		s.lists.Add(kit.NewBody(kit.ListsNone()))
	}
	s.reset.Hidden = !own
	s.Object.Refresh()
}

func newListRow(l List) fyne.CanvasObject {
	origin, look := kit.ListBuiltIn(), kit.BadgePlain
	if l.Own {
		origin, look = kit.ListOwn(), kit.BadgeAccent
	}
	row := kit.NewColumn(-12, kit.NewNamed(kit.Name(l.Name), kit.NewBadge(origin, look)), kit.NewCaption(l.says()))
	if l.Problem != "" {
		problem := kit.NewWarning()
		problem.SetText(kit.Text(l.Problem))
		row.Add(problem)
	}
	return row
}

// says tells what a list is good for, of when it is, and whose.
func (l List) says() string {
	date := ""
	if !l.Date.IsZero() {
		date = kit.ListDate(l.Date)
	}
	return kit.Joined(l.use(), date, kit.Text(l.Source), kit.Text(l.Licence))
}

func (l List) use() string {
	switch l.Role {
	case "place":
		return kit.ListPlace()
	case "owner":
		return kit.ListOwner()
	}
	return kit.ListBoth()
}
