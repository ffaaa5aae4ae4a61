package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/joining"
	"realtalk/ui/kit"
)

// startScreen is where the program begins: two buttons, the chats that are known
// already, and the question for a name while there is none.
type startScreen struct {
	object fyne.CanvasObject

	onHost, onJoin                    func()
	onSecurity, onBlocked, onSettings func()
	onContacts                        func()
	onName                            func(name string) (problem string)
	onNear                            func(joining.Near)
	onRecent                          func(joining.Recent)

	asks    bool
	name    *kit.Entry
	problem *kit.Prose
	kept    *fyne.Container // says the name
	asking  *kit.Panel      // asks for it
	says    *kit.Prose
	host    *kit.Button
	join    *kit.Button
	change  *kit.Button
	bell    *kit.Bell
	nearby  *joining.Nearby
	recents *joining.Recents
}

func newStartScreen(name string, asks bool, nearby *joining.Nearby, recents *joining.Recents) *startScreen {
	s := &startScreen{
		nearby: nearby, recents: recents,
		asks: asks, name: kit.NewEntry(kit.WordYourName()), problem: kit.NewWarning(),
		says: kit.NewCaption(kit.OthersSeeYou(kit.Name(name))),
	}
	s.name.SetText(name)
	s.bell = kit.NewBell(kit.SecurityTitle(), func() { s.onSecurity() })
	s.host = kit.NewPrimary(kit.WordHostChat(), func() { s.withName(s.onHost) })
	s.join = kit.NewButton(kit.WordJoinChat(), func() { s.withName(s.onJoin) })
	s.change = kit.NewQuiet(kit.WordChangeName(), func() { s.setAsks(true) })
	s.nearby.OnPick = func(c joining.Near) { s.withName(func() { s.onNear(c) }) }
	s.recents.OnPick = func(c joining.Recent) { s.withName(func() { s.onRecent(c) }) }
	s.name.OnSubmitted = func(string) { s.withName(func() { s.setAsks(false) }) }
	s.asking = kit.NewCard(kit.NewColumn(kit.GapSmall, kit.NewStrong(kit.TextNameAsk()), s.name, s.problem, kit.NewCaption(kit.TextNameHint())))
	s.kept = kit.NewTrailing(s.says, s.change)
	s.object = kit.NewForm(
		kit.NewLinks(
			kit.NewQuiet(kit.WordContacts(), func() { s.onContacts() }),
			s.bell,
			kit.NewQuiet(kit.WordBlockedList(), func() { s.onBlocked() }),
			kit.NewQuiet(kit.WordSettings(), func() { s.onSettings() }),
		),
		kit.NewHeading(kit.WordAppName).Centered(),
		kit.NewBody(kit.TextLead()).Centered(),
		s.asking,
		kit.NewCard(kit.NewColumn(kit.GapSmall,
			kit.NewColumn(-kit.GapSmall, s.host, kit.NewCaption(kit.TextHostHint()).Centered()),
			kit.NewColumn(-kit.GapSmall, s.join, kit.NewCaption(kit.TextJoinHint()).Centered()),
		)),
		s.nearby.Object,
		s.recents.Object,
		s.kept,
	)
	s.showName()
	return s
}

// focus gives the name while it is asked for, and the first button then.
func (s *startScreen) focus() fyne.Focusable {
	if s.asks {
		return s.name
	}
	return s.host
}

// withName goes on once the name is kept.
func (s *startScreen) withName(then func()) {
	if s.asks {
		name := strings.TrimSpace(s.name.Text)
		if problem := s.onName(name); problem != "" {
			s.problem.SetText(problem)
			s.object.Refresh()
			return
		}
		s.says.SetText(kit.OthersSeeYou(kit.Name(name)))
	}
	then()
}

func (s *startScreen) setAsks(asks bool) {
	s.asks = asks
	s.problem.SetText("")
	s.showName()
	if c := fyne.CurrentApp().Driver().CanvasForObject(s.host); c != nil {
		c.Focus(s.focus())
	}
}

func (s *startScreen) showName() {
	s.asking.Hidden, s.kept.Hidden = !s.asks, s.asks
	s.object.Refresh()
}

func (s *startScreen) setNearby(chats []joining.Near) {
	s.nearby.Set(chats)
	s.object.Refresh()
}

func (s *startScreen) setRecents(chats []joining.Recent) {
	s.recents.Set(chats)
	s.object.Refresh()
}

// showStart goes to the start screen.
func (w *window) showStart() {
	s := newStartScreen(w.backend.Name(), !w.hasName(), joining.NewNearby(kit.NearbyNone()), joining.NewRecents(w.now()))
	s.onHost = w.showSetup
	s.onJoin = func() { w.showPaste("") }
	s.onSecurity, s.onBlocked, s.onSettings = w.showSecurity, w.showBlocklist, w.showSettings
	s.onContacts = w.showContacts
	s.onName = w.keepName
	s.onRecent = w.rejoin
	s.recents.OnForget = func(c joining.Recent) {
		w.work(func() error { return w.backend.ForgetRecent(c.Line) }, func() { w.showRecents(s) })
	}
	w.bell = s.bell
	w.bell.SetCount(w.unseen)
	w.show(s.object, s.focus(), nil)
	w.showRecents(s)
	w.lookAround(s)
	w.anew = w.showStart
}

// lookAround shows the chats of this network, unless the user wants nobody asked, or
// the system would ask the user about it: no question comes before it is explained.
func (w *window) lookAround(s *startScreen) {
	if !w.backend.LooksNearby() {
		s.nearby.SetNone(kit.NearbyOff())
		return
	}
	var asks bool
	w.beside(func() { asks = w.backend.FirewallAsks() }, func() {
		switch {
		case w.root.Objects[0] != fyne.CanvasObject(s.object): // another screen came meanwhile
		case asks:
			s.nearby.SetNone(kit.NearbyAsks())
			s.object.Refresh()
		default:
			s.onNear = w.browseTo(s.setNearby, w.join)
		}
	})
}

// showRecents shows the chats that the user was in last.
func (w *window) showRecents(s *startScreen) {
	var list []app.Recent
	w.beside(func() { list = w.backend.Recent() }, func() {
		shown := make([]joining.Recent, len(list))
		for i, r := range list {
			shown[i] = joining.Recent{Host: r.Host, Line: r.Line, When: r.When}
		}
		s.setRecents(shown)
		if c := w.win.Canvas(); c.Focused() == nil && w.root.Objects[0] == fyne.CanvasObject(s.object) {
			c.Focus(s.focus()) // the button that was pressed is gone
		}
	})
}

// rejoin goes into a chat again that the user was in.
func (w *window) rejoin(c joining.Recent) {
	if invite, ok := w.find(c.Line); ok {
		w.join(invite)
	}
}
