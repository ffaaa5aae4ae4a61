package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"realtalk/core"
	"realtalk/core/pgp"
)

// Chat is one chat that this user hosts or joins. All methods may be called
// from any goroutine; none waits for the network.
type Chat struct {
	app    *App
	invite *Invite // the one a guest came by; nil for the host
	events chan Event
	cancel context.CancelFunc
	ready  chan struct{} // closed when core is set or never will be
	core   *core.Chat    // nil if the chat could not begin; read after ready
	news   chan Event    // beside those of core
	over   chan struct{} // closed when nothing is told any more
	record record        // what was told, to be saved if the user wishes it
	people people        // who they are, as it was found when they came
	away   away          // whose connection broke

	compared compared // with whom
}

// HostOptions say how to host.
type HostOptions struct {
	Password string
	Nearby   bool // people on this network see the chat in their list
	ShowName bool // with this user's name
}

// Host starts a chat. It returns at once; what happens comes as events.
func (a *App) Host(o HostOptions) *Chat {
	a.geo.open() // so that the first notice does not wait for it
	return a.start(nil, func(ctx context.Context, id *pgp.Identity) (*core.Chat, error) {
		return core.Host(ctx, core.HostConfig{
			Profile: a.profile, Identity: id, Name: a.Name(), Password: o.Password,
			Listen: a.options.Listen, Port: cmp.Or(a.options.Port, a.Settings().Port), Rules: a.rules(),
			Router: a.asksRouter(), Address: a.options.Address,
			Nearby: o.Nearby && a.asksRouter(), ShowName: o.ShowName,
		})
	}, o.Password)
}

// asksRouter tells whether the network may be asked for anything at all.
func (a *App) asksRouter() bool { return !a.options.NoRouter && !a.Settings().NoRouter }

// JoinOptions say how to join.
type JoinOptions struct {
	Reply bool // make a line to send back to the host, and let both computers dial each other
}

// Join joins the chat that an invite leads to. It returns at once.
func (a *App) Join(i Invite, o JoinOptions) *Chat {
	return a.start(&i, func(ctx context.Context, id *pgp.Identity) (*core.Chat, error) {
		return core.Join(ctx, core.JoinConfig{
			Identity: id, Name: a.Name(), Lines: i.lines, Tag: i.tag, Reply: o.Reply,
			Router: a.asksRouter(), Address: a.options.Address, Profile: a.profile,
		})
	}, "")
}

// begin starts a chat with this user's identity.
type begin func(context.Context, *pgp.Identity) (*core.Chat, error)

// eventsAhead is how many events may be ready before they are read, so that a window
// draws once for many of them.
const eventsAhead = 256

func (a *App) start(invite *Invite, begin begin, password string) *Chat {
	ctx, cancel := context.WithCancel(a.ctx)
	c := &Chat{
		app: a, invite: invite, events: make(chan Event, eventsAhead), cancel: cancel,
		ready: make(chan struct{}), news: make(chan Event), over: make(chan struct{}),
	}
	a.chats.Go(func() { c.run(ctx, begin, password) })
	return c
}

// run begins the chat and hands on its events as the user should see them. The
// identity is in use as long as it lasts.
func (c *Chat) run(ctx context.Context, begin begin, password string) {
	defer close(c.events)
	defer close(c.over)
	defer c.cancel()
	id, release, err := c.app.self.use()
	if err == nil {
		defer release()
		c.core, err = begin(ctx, id)
	}
	if err == nil && c.hosted() {
		c.app.hosting.Store(c.core)
		defer c.app.hosting.CompareAndSwap(c.core, nil)
		c.app.chats.Go(func() { c.app.awake.keep(ctx, c.app.Settings) })
	}
	close(c.ready)
	if err != nil {
		c.events <- Failed{*asTrouble(err)}
		return
	}
	c.app.disk.begin(c)
	c.tell(&teller{chat: c, password: password})
	c.app.disk.end(c)
	c.core.Wait()
	c.app.meeting.flush() // who reads the events to their end may end the program
}

// tell hands on what happens in the chat, and what this user's own doing changes.
func (c *Chat) tell(t *teller) {
	for {
		select {
		case e, open := <-c.core.Events():
			if !open {
				return
			}
			for _, told := range t.tell(e) {
				c.record.add(told)
				c.events <- told
			}
		case e := <-c.news:
			c.record.add(e)
			c.events <- e
		}
	}
}

// add tells the user something that did not come from the chat itself. It does not
// wait: who calls may be the one who reads the events.
func (c *Chat) add(e Event) {
	go func() {
		select {
		case c.news <- e:
		case <-c.over:
		}
	}()
}

// Events gives what the user should see, in order. The channel is closed at
// the end and must be read until then.
func (c *Chat) Events() <-chan Event { return c.events }

// Password answers the last PasswordPrompt.
func (c *Chat) Password(password string) {
	if inner := c.begun(); inner != nil {
		inner.Password(password)
	}
}

// Send says something to everybody who is in. The error is a *Trouble.
func (c *Chat) Send(text string) error {
	inner := c.begun()
	if inner == nil {
		return explain(core.ErrOver)
	}
	return explain(inner.Send(text))
}

// Kick removes the member of that name, or whose fingerprint begins so. Only
// the host can. The error is a *Trouble.
func (c *Chat) Kick(who string) error {
	p, err := c.member(who)
	if err != nil {
		return err
	}
	return explain(c.core.Kick(p.ID))
}

// Block blocks an address or a network as App.Block does, or the address of a
// member, who is removed with everybody else from there. Only the host can. The
// error is a *Trouble.
func (c *Chat) Block(what string) error {
	inner := c.begun()
	if inner == nil {
		return explain(core.ErrOver)
	}
	if !c.hosted() {
		return explain(core.ErrNotHost)
	}
	// An address is an address, even if somebody has it for a name.
	p, err := parseAddress(what)
	if err == nil {
		return explain(inner.Edit([]core.Edit{{Do: core.EditBlock, Address: p}}))
	}
	if p, notIn := c.member(what); notIn == nil {
		return explain(inner.BlockMember(p.ID))
	}
	if !strings.ContainsAny(what, ".:/") {
		return explain(core.ErrNoMember)
	}
	return err
}

// Invite gives the join lines, for people near by and then for those elsewhere;
// of a guest, what it came by.
func (c *Chat) Invite() []string {
	inner := c.begun()
	switch {
	case inner == nil:
		return nil
	case !c.hosted():
		return []string{c.invite.String()}
	default:
		d := inner.Doors()
		lines := addressLines(d.Local, inner.Hosting().Port)
		for _, l := range wayLines(d.Internet) {
			if !slices.Contains(lines, l) {
				lines = append(lines, l)
			}
		}
		return lines
	}
}

// Person is somebody who is in. Alias is what this user calls them.
type Person struct {
	Name        string
	Alias       string
	Fingerprint string
	Trust       Trust
	Host        bool
	You         bool
	Away        bool      // the connection broke, and is made again
	Since       time.Time // by the host's clock
}

// People lists who is in, this user first, the host next, then by name.
func (c *Chat) People() []Person {
	inner := c.begun()
	if inner == nil {
		return nil
	}
	return c.sorted(inner.People())
}

// Safety gives the phrase that is the same for everybody who is shown the same
// people.
func (c *Chat) Safety() string {
	if inner := c.begun(); inner != nil {
		return inner.Safety()
	}
	return ""
}

// End leaves, or as host ends the chat for all. It returns at once; the last
// events follow within two seconds.
func (c *Chat) End() { c.cancel() }

// hosted tells whether this user hosts the chat.
func (c *Chat) hosted() bool { return c.invite == nil }

// begun waits for the short while that a start takes; nil: there is no chat.
func (c *Chat) begun() *core.Chat {
	<-c.ready
	return c.core
}

// member finds who is meant by a name or the start of a fingerprint.
func (c *Chat) member(who string) (core.Person, error) {
	who = strings.TrimSpace(who)
	inner := c.begun()
	if inner == nil {
		return core.Person{}, explain(core.ErrOver)
	}
	for _, p := range inner.People() {
		if core.SameName(p.Name, who) && !p.You {
			return p, nil
		}
	}
	for _, p := range inner.People() {
		if namesKey(who, p) && !p.You {
			return p, nil
		}
	}
	return core.Person{}, explain(core.ErrNoMember)
}
