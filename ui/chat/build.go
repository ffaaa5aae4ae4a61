package chat

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"realtalk/ui/kit"
)

// NewPane makes the view, with what only a host sees where hosting is set.
func NewPane(hosting bool) *Pane {
	p := &Pane{
		Now: time.Now, hosting: hosting, rows: 1,
		title: kit.NewSubheading(kit.TextChatGuest()), status: kit.NewCaption(" "),
		rules: kit.NewTools(), lobby: newLobby(), people: newPeople(hosting),
	}
	p.lobby.after = func(d time.Duration, f func()) { p.After(d, f) }
	p.lobby.onLetIn = func(a Asker) bool { return p.answered(p.OnLetIn(a)) }
	p.lobby.onDecline = func(a Asker) bool { return p.answered(p.OnDecline(a)) }
	p.transcript = newTranscript(&deeds{
		open: func(address string) { p.OnLink(address) }, copy: func(text string) { p.OnCopy(text) }, compose: p.compose,
	})
	p.lost = newLost(func() { p.OnAgain() }, func() { p.OnEnd() })
	p.people.onPick = func(person Person) { p.OnPick(person) }
	if hosting {
		p.title.SetText(kit.TextChatOwn())
	}
	p.buildHead()
	p.showStatus()
	p.buildBody()
	p.frame = &frame{p.lobby}
	composer := p.buildComposer()
	p.bar = kit.NewBar(p.head)
	p.Object = container.New(p.frame, p.bar, p.lobby.object, p.lost.object, p.body, composer)
	return p
}

func (p *Pane) buildHead() {
	p.peopleButton = kit.NewQuiet(kit.PeopleCount(0), p.togglePeople)
	p.invite = kit.NewQuiet(kit.WordInvite(), func() { p.OnInvite() })
	p.door = kit.NewQuiet(kit.WordDoor(), func() { p.OnDoor() })
	p.security = kit.NewBell(kit.WordSecurity(), func() { p.OnSecurity() })
	p.safety = kit.NewQuiet(kit.WordSafety(), func() { p.OnSafety() })
	p.save = kit.NewQuiet(kit.WordSaveChat(), func() { p.OnSave() })
	p.end = kit.NewButton(kit.WordLeave(), func() { p.OnEnd() })
	if p.hosting {
		p.end.SetText(kit.WordEndChat())
	} else {
		p.door.Hide()
		p.security.Hide()
	}
	p.rules.Hide()
	titles := kit.NewColumn(0, kit.NewColumn(-14, p.title, p.status), kit.NewInset(p.rules))
	p.head = container.New(&head{}, titles, p.peopleButton, p.invite, p.door, p.security, p.safety, p.save, p.end)
}

func (p *Pane) buildBody() {
	side := kit.NewBar(p.people.list)
	side.Inset = fyne.NewSize(4, 6)
	p.sides = &sides{main: p.transcript, people: side}
	p.sides.onNarrow = func(narrow bool) {
		p.sides.showPeople = p.sides.showPeople && narrow
		p.namePeopleButton()
		setVisible(p.peopleButton, narrow)
		p.head.Refresh()
	}
	p.body = container.New(p.sides, p.transcript, side)
}
