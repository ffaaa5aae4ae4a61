package chat

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"realtalk/ui/kit"
)

// Pane is the view of a chat.
type Pane struct {
	Object *fyne.Container

	OnSend     func(text string) (taken bool) // the text stays in the composer if it was not taken
	OnCopy     func(text string)
	OnPick     func(p Person)
	OnInvite   func()
	OnSecurity func()
	OnSafety   func()
	OnSave     func()
	OnEnd      func()
	OnDoor     func()
	OnLetIn    func(a Asker) (taken bool)
	OnDecline  func(a Asker) (taken bool)
	OnLink     func(address string) // that somebody wrote: to be asked about before it opens
	OnAgain    func()               // into the chat whose connection was lost

	// Now gives the time; it decides where a line with the date stands, and
	// how long somebody still waits.
	Now func() time.Time

	// After runs f on the user interface's goroutine once d has passed.
	After func(d time.Duration, f func())

	hosting bool
	host    string    // whose guest the user is, as far as it is known
	since   time.Time // the user is in
	rounds  int       // of the clock that says how long
	over    bool
	day     time.Time // of the newest line
	rows    int       // of the composer
	count   int       // of the people

	title, status *kit.Prose
	rules         *fyne.Container // of the door, where they are not the usual ones
	lobby         *lobby
	lost          *lost
	transcript    *transcript
	people        *people
	composer      *kit.Box
	send          *kit.Button
	peopleButton  *kit.Button
	invite        *kit.Button
	door          *kit.Button
	security      *kit.Bell
	safety        *kit.Button
	save          *kit.Button
	end           *kit.Button
	frame         *frame
	head          *fyne.Container
	bar           *kit.Panel // around head
	sides         *sides
	body          *fyne.Container
}

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

// HeadEnd gives where title and buttons end, those who wait to be let in, and what
// is said of a lost connection.
func (p *Pane) HeadEnd() float32 {
	end := p.bar.MinSize().Height
	if p.lobby.object.Visible() {
		end += p.lobby.object.MinSize().Height
	}
	if p.lost.object.Visible() {
		end += p.lost.object.MinSize().Height
	}
	return end
}

// SetUnseen tells the host how many security notices nobody has seen.
func (p *Pane) SetUnseen(n int) {
	p.security.SetCount(n)
	p.head.Refresh()
}

// Say appends a message.
func (p *Pane) Say(m Message) {
	p.markDay()
	p.transcript.say(m)
}

// Delivered shows how many of the others have an own message.
func (p *Pane) Delivered(id string, to, of int) {
	p.transcript.setStatus(id, kit.DeliveredTo(to, of))
}

// Note appends a line that is nobody's message.
func (p *Pane) Note(text string) {
	p.markDay()
	p.transcript.note(text, false)
}

// Came appends the line of somebody who came, with a look by what is known of
// them.
func (p *Pane) Came(text string, trust kit.Trust) {
	p.markDay()
	p.transcript.came(text, trust)
}

// Asks shows that somebody waits to be let in. The focus stays where it is: a
// key that was meant for the composer must let nobody in.
func (p *Pane) Asks(a Asker) {
	p.lobby.add(a, p.Now())
	p.resized()
	p.lobby.countDown(p.Now)
}

// Asked shows that somebody waits no longer.
func (p *Pane) Asked(fingerprint string) {
	p.answered(p.lobby.drop(fingerprint))
	p.resized()
}

// answered gives the focus back to the composer when what had it answers
// nothing any more.
func (p *Pane) answered(done bool) bool {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.composer); done && c != nil {
		c.Focus(p.Focus())
	}
	return done
}

// Waiting counts those who wait to be let in.
func (p *Pane) Waiting() int { return len(p.lobby.rows) }

// FirstAsker gives what answers the one who waits longest, to be focused; nil:
// nobody waits.
func (p *Pane) FirstAsker() fyne.Focusable {
	if len(p.lobby.rows) == 0 {
		return nil
	}
	return p.lobby.rows[0].decline
}

// place lays the view out without painting all of it anew, which takes long where
// much is written in the composer.
func (p *Pane) place() { p.frame.Layout(p.Object.Objects, p.Object.Size()) }

// resized lays the view out after its head became higher or lower.
func (p *Pane) resized() {
	p.head.Refresh()
	p.bar.Refresh()
	p.Object.Refresh()
}

// Together runs f, which appends many lines, and lays the transcript out once.
func (p *Pane) Together(f func()) {
	p.transcript.held = true
	f()
	p.transcript.held = false
	p.transcript.layout()
}

// SetPeople shows who is in.
func (p *Pane) SetPeople(all []Person) {
	p.people.set(all)
	p.count = len(all)
	p.namePeopleButton()
	p.head.Refresh()
}

// markDay puts the date above the first line of a day. The day on which the chat
// began has one once another day has begun.
func (p *Pane) markDay() {
	now := p.Now()
	if !p.day.IsZero() && !kit.SameDay(p.day, now) {
		if !p.transcript.dated {
			p.transcript.begins(newDay(p.day))
		}
		p.transcript.dated = true
		p.transcript.add(newDay(now))
	}
	p.day = now
}

func (p *Pane) togglePeople() { p.swapPeople(!p.sides.showPeople) }

// swapPeople puts the people in the place of the transcript, or back.
func (p *Pane) swapPeople(in bool) {
	if in == p.sides.showPeople {
		return
	}
	p.sides.showPeople = in
	p.namePeopleButton()
	p.body.Refresh()
	p.head.Refresh()
}

// namePeopleButton says where the button leads.
func (p *Pane) namePeopleButton() {
	if p.sides.showPeople {
		p.peopleButton.SetText(kit.WordBackToChat())
		return
	}
	p.peopleButton.SetText(kit.PeopleCount(p.count))
}

// ShowPeople brings the people into view and gives the list, to be focused.
func (p *Pane) ShowPeople() fyne.Focusable {
	if !p.people.list.Visible() || p.sides.width < wide {
		p.swapPeople(true)
	}
	return p.people.list
}
