package core

import (
	"context"
	"net/netip"
	"sync"
	"time"

	"realtalk/core/admission"
	"realtalk/core/alarm"
)

// door carries out what core/admission and core/alarm decide: it keeps the
// counts on disk, tells the host, slows newcomers in an attack and hands each
// connection its answer. Any goroutine may call it; the chat's order never
// waits for it.
type door struct {
	save  func([]admission.Record) error
	emit  func(Event)
	near  func(netip.Addr) Nearness
	clock func() time.Time

	stuckness stuckness

	mu      sync.Mutex // guards what follows
	state   *admission.State
	alarm   *alarm.State
	callers map[admission.Conn]*caller
	next    admission.Conn
	saveErr error
	saveAt  time.Time   // when to try again what could not be saved; zero: never
	timer   *time.Timer // for what the machines want to do later
	closed  bool
}

// caller is a connection that is not in yet.
type caller struct {
	addr    netip.Addr
	answers chan admission.Action
	passes  chan bool // whether it may go on, each time it had to ask
	hangUp  func()    // nil until TLS is done; must not wait
	asking  bool      // it waits for an answer right now
	left    int
}

func newDoor(records []admission.Record, save func([]admission.Record) error, emit func(Event), near func(netip.Addr) Nearness) *door {
	d := &door{
		save: save, emit: emit, near: near, clock: time.Now,
		state: admission.New(records), alarm: alarm.New(), callers: map[admission.Conn]*caller{},
	}
	d.mu.Lock() // the timer's goroutine waits until it is there
	defer d.mu.Unlock()
	d.timer = time.AfterFunc(0, d.tick)
	return d
}

// close ends the door's own work; it still answers, but writes nothing any
// more: the file is another's now.
func (d *door) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.saveErr != nil {
		d.keep() // the disk may have recovered
	}
	d.closed = true
	d.timer.Stop()
}

// tick does what is due by now.
func (d *door) tick() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return
	}
	if !d.saveAt.IsZero() && !d.clock().Before(d.saveAt) {
		d.keep()
	}
	d.step(admission.Tick{})
	d.ring(alarm.Tick{})
}

// knock is asked right after accept; !ok refuses a blocked address.
func (d *door) knock(from netip.AddrPort) (token uint64, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.next++
	conn := d.next
	c := &caller{addr: from.Addr(), answers: make(chan admission.Action, 4), passes: make(chan bool, 1)}
	d.callers[conn] = c
	d.step(admission.Knock{Conn: conn, Addr: from.Addr()})
	if w, ok := (<-c.answers).(admission.Welcome); ok {
		c.left = w.Left
		return uint64(conn), true
	}
	delete(d.callers, conn)
	return 0, false
}

// hold waits until a connection may go on: at once, but in an attack. !ok: it
// is turned away, or gone.
func (d *door) hold(ctx context.Context, token uint64) (ok bool) {
	conn := admission.Conn(token)
	c := d.queueUp(conn)
	if c == nil {
		return false
	}
	select {
	case ok := <-c.passes:
		return ok
	case <-ctx.Done():
		d.mu.Lock()
		defer d.mu.Unlock()
		d.ring(alarm.Gone{Conn: conn})
		return false
	}
}

func (d *door) queueUp(conn admission.Conn) *caller {
	d.mu.Lock()
	defer d.mu.Unlock()
	c := d.callers[conn]
	if c != nil {
		d.ring(alarm.Enter{
			Conn: conn, House: admission.Household(c.addr), Wrong: d.state.Wrong(c.addr), Known: d.state.Known(c.addr),
		})
	}
	return c
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
	conn := admission.Conn(token)
	if _, ok := d.callers[conn]; ok {
		d.ring(alarm.Gone{Conn: conn})
		d.step(admission.Gone{Conn: conn})
		delete(d.callers, conn)
	}
}

// met notes the name of somebody who was let in, for the blocklist.
func (d *door) met(a netip.Addr, name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.step(admission.Met{Addr: a, Name: name})
}

// crowded is told of a connection that had to make room before it tried a
// password.
func (d *door) crowded(from netip.Addr) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ring(alarm.Crowded{House: admission.Household(from)})
}

// change makes changes of the blocklist, all or, with ErrOver or ErrFull, none.
// Another error is the disk's: the changes hold, but may be lost with this
// program.
func (d *door) change(edits []Edit) error {
	inputs := make([]admission.Input, len(edits))
	for i, e := range edits {
		inputs[i] = e.input()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.closed:
		return ErrOver
	case !roomFor(d.state, edits):
		return ErrFull
	}
	d.step(inputs...)
	return d.saveErr
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

// step makes transitions and carries out their actions in order, with mu held.
// Those of several inputs are written to disk at once, and the host, who made
// so many, is not told of each.
func (d *door) step(inputs ...admission.Input) {
	now := d.clock()
	var actions []admission.Action
	save := false
	for _, in := range inputs {
		for _, a := range d.state.Step(now, in) {
			if _, ok := a.(admission.Save); ok {
				save = true
				continue
			}
			actions = append(actions, a)
		}
	}
	if save {
		d.keep()
	}
	for _, a := range actions {
		d.carryOut(a, len(inputs) == 1)
	}
	d.schedule(now)
}

func (d *door) carryOut(a admission.Action, tell bool) {
	switch a := a.(type) {
	case admission.Notify:
		// What the host did not do itself is told in any case.
		if tell || a.Expired || a.Why == admission.WhyTries {
			d.ring(alarm.Heard{Notify: a})
		}
	case admission.Welcome:
		d.hand(a.Conn, a)
	case admission.Refuse:
		d.hand(a.Conn, a)
	case admission.Grant:
		d.hand(a.Conn, a)
	case admission.Wrong:
		d.hand(a.Conn, a)
	case admission.Admit:
		if c, ok := d.callers[a.Conn]; ok {
			d.ring(alarm.Admitted{House: admission.Household(c.addr)})
		}
		d.release(a.Conn, a)
	case admission.Disconnect:
		d.release(a.Conn, a)
	case admission.Shut:
		d.release(a.Conn, a)
	}
}

// ring is step for the alarm.
func (d *door) ring(in alarm.Input) {
	now := d.clock()
	for _, a := range d.alarm.Step(now, in) {
		switch a := a.(type) {
		case alarm.Tell:
			d.emit(d.security(a.Notice))
		case alarm.Pass:
			d.letOn(a.Conn, true)
		case alarm.Busy:
			d.letOn(a.Conn, false)
		}
	}
	d.schedule(now)
}

// schedule sets the timer for what comes first.
func (d *door) schedule(now time.Time) {
	at := d.state.Next()
	for _, a := range []time.Time{d.alarm.Next(), d.saveAt} {
		if at.IsZero() || !a.IsZero() && a.Before(at) {
			at = a
		}
	}
	if at.IsZero() || d.closed {
		d.timer.Stop()
		return
	}
	d.timer.Reset(max(at.Sub(now), 0))
}

// hand gives a connection its answer; the channel has room, for a connection
// asks one thing at a time.
func (d *door) hand(conn admission.Conn, a admission.Action) {
	if c, ok := d.callers[conn]; ok {
		c.answers <- a
	}
}

// letOn tells a connection that waits whether it may go on. One that was shut
// or went away waits no more.
func (d *door) letOn(conn admission.Conn, pass bool) {
	if c, ok := d.callers[conn]; ok {
		select {
		case c.passes <- pass:
		default: // it stopped to wait, and never asks again
		}
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
	d.letOn(conn, false)
	d.ring(alarm.Gone{Conn: conn})
	delete(d.callers, conn)
	if _, shut := a.(admission.Shut); shut && !c.asking && c.hangUp != nil {
		c.hangUp()
	}
}

// keep writes the counts down. A full disk must not open the door: the counts
// in memory go on, and the host is told once.
func (d *door) keep() {
	if d.closed {
		return
	}
	err := d.save(d.state.Records())
	if err != nil && d.saveErr == nil {
		d.emit(NotKept{Err: err})
	}
	d.saveErr, d.saveAt = err, time.Time{}
	if err != nil {
		d.saveAt = d.clock().Add(saveAgain)
	}
}

// saveAgain is how long what the disk did not take waits for the next try.
const saveAgain = 10 * time.Second
