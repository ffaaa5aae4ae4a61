package core

import (
	"context"
	"net/netip"
	"sync"
	"time"

	"realtalk/core/admission"
)

// door carries out what core/admission decides: it keeps the counts on disk,
// tells the host, and hands each connection its answer. Any goroutine may call
// it; the chat's order never waits for it.
type door struct {
	save  func([]admission.Record) error
	emit  func(Event)
	local func(netip.Addr) bool // is this an address of this computer?

	mu      sync.Mutex // guards what follows
	state   *admission.State
	callers map[admission.Conn]*caller
	next    admission.Conn
	quiet   map[netip.Prefix]time.Time // when a refusal was last told
	saveErr error
}

// caller is a connection that is not in yet.
type caller struct {
	answers chan admission.Action
	hangUp  func() // nil until TLS is done; must not wait
	asking  bool   // it waits for an answer right now
	left    int
}

func newDoor(records []admission.Record, save func([]admission.Record) error, emit func(Event), local func(netip.Addr) bool) *door {
	return &door{
		save: save, emit: emit, local: local, state: admission.New(records),
		callers: map[admission.Conn]*caller{}, quiet: map[netip.Prefix]time.Time{},
	}
}

// knock is asked right after accept; !ok refuses a blocked address.
func (d *door) knock(from netip.AddrPort) (token uint64, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.next++
	conn := d.next
	c := &caller{answers: make(chan admission.Action, 4)}
	d.callers[conn] = c
	d.step(admission.Knock{Conn: conn, Addr: from.Addr()})
	if w, ok := (<-c.answers).(admission.Welcome); ok {
		c.left = w.Left
		return uint64(conn), true
	}
	delete(d.callers, conn)
	return 0, false
}

// enter notes how to hang up on a connection and gives the tries it has left.
// !ok: the address was blocked meanwhile.
func (d *door) enter(token uint64, hangUp func()) (left int, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c, ok := d.callers[admission.Conn(token)]
	if !ok {
		return 0, false
	}
	c.hangUp = hangUp
	return c.left, true
}

// ask waits until the connection may try a password; nil: the chat ends.
func (d *door) ask(ctx context.Context, token uint64) admission.Action {
	return d.answer(ctx, token, admission.Ask{Conn: admission.Conn(token)})
}

// judge reports a checked password and gives the answer to send, like ask.
func (d *door) judge(ctx context.Context, token uint64, right bool) admission.Action {
	return d.answer(ctx, token, admission.Judge{Conn: admission.Conn(token), Right: right})
}

func (d *door) answer(ctx context.Context, token uint64, in admission.Input) admission.Action {
	c := d.submit(token, in)
	if c == nil {
		return admission.Shut{Conn: admission.Conn(token)}
	}
	select {
	case a := <-c.answers:
		d.mu.Lock()
		c.asking = false
		d.mu.Unlock()
		return a
	case <-ctx.Done():
		return nil
	}
}

// submit makes a connection's transition and gives where its answer will come;
// nil: it was shut meanwhile.
func (d *door) submit(token uint64, in admission.Input) *caller {
	d.mu.Lock()
	defer d.mu.Unlock() // whatever panics in here, the door opens again
	c := d.callers[admission.Conn(token)]
	if c != nil {
		c.asking = true
		d.step(in)
	}
	return c
}

// gone reports a connection that ended before it was in; after Admit it does
// nothing.
func (d *door) gone(token uint64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, ok := d.callers[admission.Conn(token)]; ok {
		d.step(admission.Gone{Conn: admission.Conn(token)})
		delete(d.callers, admission.Conn(token))
	}
}

func (d *door) block(p netip.Prefix) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.step(admission.Block{Prefix: p, Why: "host"})
}

func (d *door) unblock(p netip.Prefix) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.step(admission.Unblock{Prefix: p})
}

// blocked tells whether nobody is let in from an address.
func (d *door) blocked(a netip.Addr) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.state.Blocked(a)
}

func (d *door) records() []admission.Record {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.state.Records()
}

// step makes one transition and carries out its actions in order, with mu
// held.
func (d *door) step(in admission.Input) {
	for _, a := range d.state.Step(time.Now(), in) {
		switch a := a.(type) {
		case admission.Save:
			d.keep()
		case admission.Notify:
			d.tell(a)
		case admission.Welcome:
			d.hand(a.Conn, a)
		case admission.Refuse:
			d.hand(a.Conn, a)
		case admission.Grant:
			d.hand(a.Conn, a)
		case admission.Wrong:
			d.hand(a.Conn, a)
		case admission.Admit:
			d.release(a.Conn, a)
		case admission.Disconnect:
			d.release(a.Conn, a)
		case admission.Shut:
			d.release(a.Conn, a)
		}
	}
}

// hand gives a connection its answer; the channel has room, for a connection
// asks one thing at a time.
func (d *door) hand(conn admission.Conn, a admission.Action) {
	if c, ok := d.callers[conn]; ok {
		c.answers <- a
	}
}

// release gives a connection its last answer. One that is shut while it asks
// nothing is hung up on.
func (d *door) release(conn admission.Conn, a admission.Action) {
	c, ok := d.callers[conn]
	if !ok {
		return
	}
	c.answers <- a
	delete(d.callers, conn)
	if _, shut := a.(admission.Shut); shut && !c.asking && c.hangUp != nil {
		c.hangUp()
	}
}

// keep writes the counts down. A full disk must not open the door: the counts
// in memory go on, and the host is told once.
func (d *door) keep() {
	err := d.save(d.state.Records())
	if err != nil && d.saveErr == nil {
		d.emit(NotKept{Err: err})
	}
	d.saveErr = err
}

// refusedPause is how long further knocks of a blocked address stay silent.
const refusedPause = time.Minute

var securityKinds = map[admission.Kind]SecurityKind{
	admission.WrongPassword: WrongPassword,
	admission.Disconnected:  Disconnected,
	admission.Blocked:       Blocked,
	admission.Refused:       Refused,
	admission.Unblocked:     Unblocked,
}

func (d *door) tell(n admission.Notify) {
	if n.Kind == admission.Refused && !d.worthTelling(n.Prefix, time.Now()) {
		return
	}
	d.emit(Security{Kind: securityKinds[n.Kind], Address: n.Addr, Tries: n.Tries, Own: d.local(n.Addr)})
}

func (d *door) worthTelling(p netip.Prefix, now time.Time) bool {
	if now.Sub(d.quiet[p]) < refusedPause {
		return false
	}
	if len(d.quiet) > admission.MaxRecords {
		clear(d.quiet)
	}
	d.quiet[p] = now
	return true
}
