package ui

import (
	"net/url"
	"time"

	"fyne.io/fyne/v2"

	"realtalk/app"
	"realtalk/ui/chat"
	"realtalk/ui/hosting"
	"realtalk/ui/joining"
	"realtalk/ui/kit"
)

// conversation shows one chat from the first word to the last.
type conversation struct {
	w       *window
	with    Conversation
	hosting bool
	retry   func() // begins anew when it did not work
	byReply func() // begins anew by a line for the host; nil for a host

	password *joining.Password // nil until one was asked for
	pane     *chat.Pane        // nil until the user is in
	before   *conversation     // whose connection was lost, and whose pane goes on with this; nil: there is none
	invite   *hosting.Invite

	safety  *safetySheet       // nil while it is not open
	asking  *kit.Sheet         // about the first of changed; nil: never
	changed []app.MemberJoined // those who are CHANGED and whom the user has not answered for

	letInView *hosting.LetIn // nil while it is not open
	replyView *joining.Reply // nil until there was a line to send back

	where    map[string]string  // address, place and network owner by fingerprint, for the host
	alias    map[string]string  // what the user began to call people meanwhile, by fingerprint
	already  []app.MemberJoined // those who were in before; told together
	came     []app.MemberJoined // those whom the notice of new people is about
	letIn    map[string]bool    // fingerprints of those whom the host let in and who are not in yet
	ended    bool
	lost     bool   // the connection broke
	canReply bool   // the chat was not reached, but may be byReply
	dropped  bool   // the user went elsewhere: nothing is shown any more
	then     func() // what to do when the chat has ended, if the user ended it

	open func(*url.URL) error // in the browser
}

// converse makes a chat the one in view and reads its events.
func (w *window) converse(with Conversation, isHost bool) *conversation {
	c := &conversation{
		w: w, with: with, hosting: isHost, invite: hosting.NewInvite(w.backend.AddressService()),
		where: map[string]string{}, letIn: map[string]bool{}, alias: map[string]string{}, open: fyne.CurrentApp().OpenURL,
	}
	c.invite.OnCopy = w.copy
	c.invite.OnLetIn, c.invite.OnHandOver = c.showLetIn, c.showHandOver
	c.askAddress(c.invite.Address, func(text string) {
		if c.setAddress(c.invite.Address, text) {
			c.invite.Address.Say(kit.AddressKept(), kit.AddressKeptHow(), false)
		}
	})
	w.chat = c
	w.refreshTray()
	w.readers.Add(1)
	go c.read(with.Events())
	return c
}

// batchSize is how many events are shown in one go at most.
const batchSize = 256

// read hands events over in batches until there are no more. It waits for each
// batch to be shown, but not for a window that is gone.
func (c *conversation) read(events <-chan app.Event) {
	defer c.w.readers.Done()
	for open := true; open; {
		var batch []app.Event
		batch, open = collect(events)
		if c.w.isGone() {
			continue // the events must be read all the same
		}
		shown := make(chan struct{})
		c.w.post(func() {
			defer close(shown)
			if !c.w.isGone() {
				c.show(batch, open)
			}
		})
		select {
		case <-shown:
		case <-c.w.gone:
		}
	}
}

// collect waits for an event and takes what is there beside it.
func collect(events <-chan app.Event) (batch []app.Event, open bool) {
	ev, open := <-events
	for open {
		batch = append(batch, ev)
		if len(batch) == batchSize {
			return batch, true
		}
		select {
		case ev, open = <-events:
		default:
			return batch, true
		}
	}
	return batch, false
}

func (c *conversation) show(batch []app.Event, open bool) {
	if c.dropped {
		return
	}
	if c.pane == nil {
		c.events(batch)
	} else {
		c.pane.Together(func() { c.events(batch) })
	}
	c.w.toasts.Place() // the head may have become higher
	if !open && !c.dropped {
		c.over("", "", 1)
	}
}

func (c *conversation) events(batch []app.Event) {
	for _, ev := range batch {
		if c.dropped {
			return
		}
		c.event(ev)
	}
	c.tellAlready()
}

// showWait says that the way in takes a moment.
func (c *conversation) showWait(view *joining.Wait) {
	view.OnCancel = c.cancel
	c.w.show(view.Object, view.Focus(), c.cancel)
}

// cancel gives up before the user is in.
func (c *conversation) cancel() {
	c.drop()
	c.with.End()
	if c.before != nil {
		c.before.stillLost(kit.TextLost())
		return
	}
	c.w.showStart()
}

// drop takes the chat out of the window.
func (c *conversation) drop() {
	c.dropped = true
	if c.pane != nil {
		c.pane.Stop()
	}
	if c.w.chat == c {
		c.w.chat = nil
		c.w.refreshTray()
	}
}

// enter shows the pane of the chat, once: that of the chat whose connection was
// lost, if there is one.
func (c *conversation) enter() {
	if c.pane != nil {
		return
	}
	if c.before != nil {
		c.pane = c.before.pane
		c.before.dropped, c.before = true, nil
		c.connect()
		c.pane.Again()
	} else {
		c.pane = chat.NewPane(c.hosting)
		c.connect()
	}
	c.pane.Begin()
	c.w.win.Canvas().SetOnTypedRune(c.w.typed)
	c.w.show(c.pane.Object, c.pane.Focus(), c.w.toasts.Clear)
}

// connect lets the pane lead here.
func (c *conversation) connect() {
	p := c.pane
	p.OnSend = c.send
	p.OnCopy = c.w.copy
	p.OnPick = c.showPerson
	p.OnInvite = c.showInvite
	p.OnSecurity = c.w.showSecurity
	p.OnDoor = c.showDoor
	p.OnLetIn = c.answer(c.with.LetIn)
	p.OnDecline = c.answer(c.with.Decline)
	p.Now = c.w.now
	p.After = func(d time.Duration, f func()) { c.w.after(d, f) }
	p.OnSafety = c.showSafety
	p.OnSave = c.showSaving
	p.OnEnd = func() { c.w.leave(c.w.showStart) }
	p.OnFoot(c.w.toasts.Place)
	p.OnLink = c.showLink
	p.OnAgain = c.again
	c.obey()
}

// obey makes the pane follow the settings.
func (c *conversation) obey() { c.pane.SetEnterWraps(c.w.backend.Settings().EnterWraps) }

// typed gives what is typed while nothing has the focus, as after a press on a
// scroll bar, to the composer.
func (w *window) typed(r rune) {
	if w.chat != nil && w.chat.pane != nil && w.win.Canvas().Overlays().Top() == nil {
		w.chat.pane.Type(r)
	}
}

func (c *conversation) send(text string) (taken bool) {
	if err := c.with.Send(text); err != nil {
		c.w.tell(err)
		return false
	}
	return true
}

// refreshPeople shows who is in now.
func (c *conversation) refreshPeople() {
	if c.pane == nil || c.ended {
		return
	}
	people := c.with.People()
	shown := make([]chat.Person, len(people))
	for i, p := range people {
		shown[i] = c.shownPerson(p)
		if p.Host && !p.You {
			c.pane.SetHost(kit.Name(p.Name))
		}
	}
	c.pane.SetPeople(shown)
	c.w.refreshTray()
	if c.safety != nil {
		c.safety.refresh()
	}
}

func (c *conversation) shownPerson(p app.Person) chat.Person {
	return chat.Person{
		Name: p.Name, Alias: c.called(p.Fingerprint, p.Name, p.Alias), Fingerprint: p.Fingerprint, Trust: kit.Trust(p.Trust), Host: p.Host, You: p.You, Away: p.Away,
		Since: p.Since, Where: c.where[p.Fingerprint],
	}
}

// others counts the people in the chat beside the user.
func (c *conversation) others() int {
	n := 0
	for _, p := range c.with.People() {
		if !p.You {
			n++
		}
	}
	return n
}
