package ui

import (
	"slices"
	"time"

	"realtalk/app"
	"realtalk/ui/chat"
	"realtalk/ui/kit"
)

// safetySheet is the sheet with the words for everybody, while it is open.
type safetySheet struct {
	c     *conversation
	view  *chat.Safety
	sheet *kit.Sheet
	match *kit.Button
	moves int // how often the words became others
}

// movedPause is how long words that became others cannot be said to match: whoever
// presses then has read the ones before.
const movedPause = 3 * time.Second

// showSafety leads through the half-minute in which everybody compares words.
func (c *conversation) showSafety() {
	s := &safetySheet{c: c, view: chat.NewSafety(c.with.Safety(), c.otherNames())}
	differ := kit.NewButton(kit.WordTheyDiffer(), s.differ)
	s.match = kit.NewPrimary(kit.WordTheyMatch(), s.agree)
	later := kit.NewButton(kit.WordNotNow(), func() { s.sheet.Close() })
	s.sheet = kit.ShowSheet(c.w.win.Canvas(), kit.SheetContent{
		Title: kit.SafetyTitle(), Body: s.view.Object, Buttons: []*kit.Button{later, differ, s.match}, Focus: later,
		OnClose: func() {
			c.safety = nil
			c.w.focusScreen()
		},
	})
	c.safety = s
}

func (c *conversation) otherNames() []string {
	var names []string
	for _, p := range c.with.People() {
		if !p.You {
			names = append(names, kit.Name(p.Name))
		}
	}
	return names
}

// refresh shows the words of those who are in now.
func (s *safetySheet) refresh() {
	if s.view.Set(s.c.with.Safety(), s.c.otherNames()) {
		s.moved()
	}
	s.sheet.Refresh()
}

// moved keeps the button dead for a moment after the last change.
func (s *safetySheet) moved() {
	s.moves++
	moves := s.moves
	s.match.SetEnabled(false)
	s.c.w.after(movedPause, func() {
		if s.moves == moves {
			s.match.SetEnabled(true)
		}
	})
}

func (s *safetySheet) agree() {
	words := s.view.Phrase()
	s.c.w.work(func() error { return s.c.with.Matches(words) }, func() {
		s.sheet.Close()
		s.c.w.say(kit.SafetyAgreed())
	})
}

func (s *safetySheet) differ() {
	s.sheet.Close()
	s.c.advise(kit.SafetyDiffer(), kit.SafetyDifferHow(), s.c.showSafety)
}

// advise says what it means that words differ, and leads out of the chat.
func (c *conversation) advise(title, text string, again func()) {
	var sheet *kit.Sheet
	look := kit.NewButton(kit.WordLookAgain(), func() {
		sheet.Close()
		again()
	})
	leave := kit.NewPrimary(c.leaveWord(), func() {
		sheet.Close()
		c.w.leave(c.w.showStart)
	})
	sheet = kit.ShowSheet(c.w.win.Canvas(), kit.SheetContent{
		Title: title, Body: kit.NewBody(text), Buttons: []*kit.Button{look, leave}, OnClose: c.w.focusScreen,
	})
}

func (c *conversation) leaveWord() string {
	if c.hosting {
		return kit.WordEndChat()
	}
	return kit.WordLeaveChat()
}

// showCompare shows the words for one person.
func (c *conversation) showCompare(p chat.Person) {
	words, err := c.with.Compare(p.Fingerprint)
	if err != nil {
		c.w.tell(err)
		return
	}
	c.closeSheets()
	name := kit.Name(p.Name)
	var sheet *kit.Sheet
	other := kit.NewButton(kit.WordNotTheSame(), func() {
		sheet.Close()
		c.advise(kit.CompareTitle(name), kit.CompareOther(name), func() { c.showCompare(p) })
	})
	same := kit.NewPrimary(kit.WordTheSame(), func() {
		c.w.work(func() error { return c.with.Confirm(p.Fingerprint) }, func() {
			sheet.Close()
			c.w.say(kit.CompareSame(name))
		})
	})
	later := kit.NewButton(kit.WordNotNow(), func() { sheet.Close() })
	sheet = kit.ShowSheet(c.w.win.Canvas(), kit.SheetContent{
		Title: kit.CompareTitle(name), Body: chat.NewComparison(name, words.Words, words.QR),
		Buttons: []*kit.Button{later, other, same}, Focus: later, OnClose: c.w.focusScreen,
	})
}

// accept takes somebody for who the name says, without comparing.
func (c *conversation) accept(p chat.Person) {
	c.closeSheets()
	c.w.work(func() error { return c.with.AcceptChange(p.Fingerprint) }, func() {})
}

// askChanged has the user decide about those whose name came from another computer
// before, one after the other. The sheet comes by itself and must be answered; what
// is harmless is the usual answer.
func (c *conversation) askChanged() {
	if len(c.changed) == 0 || c.changedOpen() {
		return
	}
	ev := c.changed[0]
	name := kit.Name(ev.Name)
	var sheet *kit.Sheet
	next := func(do func()) func() {
		return func() {
			c.changed = c.changed[1:]
			c.w.toasts.DismissAbout(aboutCame)
			sheet.Close()
			do()
			c.askChanged()
		}
	}
	person := func(do func(chat.Person)) func() { return func() { c.withPerson(ev.Fingerprint, do) } }
	out := kit.NewPrimary(kit.WordLeaveChat(), next(func() { c.w.leave(c.w.showStart) }))
	if c.hosting {
		out = kit.NewPrimary(kit.RemoveNamed(name), next(person(func(p chat.Person) {
			if err := c.with.Kick(c.nameOf(p)); err != nil {
				c.w.tell(err)
			}
		})))
	}
	buttons := []*kit.Button{
		kit.NewButton(kit.WordKnowAbout(), next(person(c.accept))),
		kit.NewButton(kit.WordStayCompare(), next(person(c.showCompare))),
		out,
	}
	sheet = kit.ShowSheet(c.w.win.Canvas(), kit.SheetContent{
		Title: kit.ChangedTitle(name), Body: chat.NewChanged(kit.Text(ev.Text)), Buttons: buttons,
		Must: true, After: c.w.after, OnClose: c.w.focusScreen,
	})
	c.asking = sheet
	if !c.hosting { // who is told by a notice of somebody new
		c.w.notify(alert{
			title: kit.ChangedTitle(name), brief: kit.NotifyChangedBrief(),
			toast: &kit.Toast{Text: kit.Text(ev.Text), About: aboutCame, Alert: true}, onClick: func() {},
		})
	}
}

// nobodyAsked takes somebody who has left out of those about whom the user is asked.
func (c *conversation) nobodyAsked(fingerprint string) {
	i := slices.IndexFunc(c.changed, func(ev app.MemberJoined) bool { return ev.Fingerprint == fingerprint })
	if i < 0 {
		return
	}
	c.changed = slices.Delete(c.changed, i, i+1)
	if i == 0 && c.changedOpen() {
		c.asking.Close()
		c.askChanged()
	}
}

// changedOpen tells whether the user is being asked about somebody already.
func (c *conversation) changedOpen() bool { return c.asking != nil && c.asking.Open() }

// onTrusted shows what is known of somebody now.
func (c *conversation) onTrusted(ev app.Trusted) {
	if c.pane == nil {
		return
	}
	c.pane.Note(kit.Text(ev.Text))
	c.refreshPeople()
}
