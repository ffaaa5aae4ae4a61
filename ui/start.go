package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"realtalk/ui/kit"
)

// startScreen is where the program begins: two buttons, and the question for
// a name while there is none.
type startScreen struct {
	object fyne.CanvasObject

	onHost, onJoin                    func()
	onSecurity, onBlocked, onSettings func()
	onContacts                        func()
	onName                            func(name string) (problem string)

	asks    bool
	name    *kit.Entry
	problem *kit.Prose
	kept    *fyne.Container // says the name
	ask     *fyne.Container // asks for it
	says    *kit.Prose
	host    *kit.Button
	join    *kit.Button
	change  *kit.Button
	bell    *kit.Bell
}

func newStartScreen(name string, asks bool) *startScreen {
	s := &startScreen{
		asks: asks, name: kit.NewEntry(kit.WordYourName()), problem: kit.NewWarning(),
		says: kit.NewCaption(kit.OthersSeeYou(kit.Name(name))),
	}
	s.name.SetText(name)
	s.bell = kit.NewBell(kit.SecurityTitle(), func() { s.onSecurity() })
	s.host = kit.NewPrimary(kit.WordHostChat(), func() { s.withName(s.onHost) })
	s.join = kit.NewButton(kit.WordJoinChat(), func() { s.withName(s.onJoin) })
	s.change = kit.NewQuiet(kit.WordChangeName(), func() { s.setAsks(true) })
	s.name.OnSubmitted = func(string) { s.withName(func() { s.setAsks(false) }) }
	s.ask = kit.NewColumn(4, kit.NewStrong(kit.TextNameAsk()), s.name, s.problem, kit.NewCaption(kit.TextNameHint()))
	s.kept = kit.NewTrailing(s.says, s.change)
	s.object = kit.NewScreen(
		kit.NewHeading(kit.WordAppName).Centered(),
		kit.NewBody(kit.TextLead()).Centered(),
		kit.NewCard(kit.NewColumn(0, s.ask, s.kept)),
		kit.NewCard(kit.NewColumn(6,
			s.host, kit.NewCaption(kit.TextHostHint()).Centered(),
			s.join, kit.NewCaption(kit.TextJoinHint()).Centered(),
		)),
		kit.NewLinks(
			kit.NewQuiet(kit.WordContacts(), func() { s.onContacts() }),
			s.bell,
			kit.NewQuiet(kit.WordBlockedList(), func() { s.onBlocked() }),
			kit.NewQuiet(kit.WordSettings(), func() { s.onSettings() }),
		),
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
	s.ask.Hidden, s.kept.Hidden = !s.asks, s.asks
	s.object.Refresh()
}

// showStart goes to the start screen.
func (w *window) showStart() {
	s := newStartScreen(w.backend.Name(), !w.hasName())
	s.onHost = w.showSetup
	s.onJoin = func() { w.showPaste("") }
	s.onSecurity, s.onBlocked, s.onSettings = w.showSecurity, w.showBlocklist, w.showSettings
	s.onContacts = w.showContacts
	s.onName = w.keepName
	w.bell = s.bell
	w.bell.SetCount(w.unseen)
	w.show(s.object, s.focus(), nil)
	w.anew = w.showStart
}
