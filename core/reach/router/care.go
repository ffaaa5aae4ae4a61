package router

import (
	"time"

	"realtalk/core/reach/pcp"
)

// care is what is known of a door that is held.
type care struct {
	door    Door      // zero: none
	busy    bool      // the router is being asked
	renewAt time.Time // half-life
	expires time.Time
	epoch   uint32
	heardAt time.Time // when it was, and the door was made or renewed last
	missing bool      // it is not there and waits to be made again
	renewed time.Time // when it was made again last
	repairs int       // in a row
	forgets bool
}

const (
	lease    = time.Hour
	verify   = 10 * time.Minute
	soon     = 10 * time.Second // until a new UPnP mapping is verified
	again    = time.Minute      // least time between two repairs, and after no answer
	shortest = 30 * time.Second // least time between two renewals
	patient  = 3                // repairs, until a router is said to forget
)

// verifiable: the table can be read without writing to it.
func (e *entry) verifiable() bool { return e.door.Method == UPnP && e.kind != hole }

// take notes a door that was made or renewed.
func (e *entry) take(p *plan, a answer) {
	if e.rebooted(p, a) {
		p.alarm(e)
	}
	p.unstick(a.door)
	half := max(a.life/2, shortest)
	e.door, e.busy, e.missing = a.door, false, false
	e.renewAt, e.expires = p.now.Add(half), p.now.Add(a.life)
	e.epoch, e.heardAt = a.epoch, p.now
	if a.external.IsValid() || e.kind != home {
		e.external = a.external
	}
	e.due = p.now.Add(min(half, verify))
	if e.verifiable() && !e.forgets {
		e.due = p.now.Add(soon)
	}
}

// rebooted tells from the epoch of a renewal that the router had lost all doors.
func (e *entry) rebooted(p *plan, a answer) bool {
	counts := a.door.Method != UPnP && e.door.Method == a.door.Method
	return counts && pcp.Lost(e.epoch, a.epoch, p.now.Sub(e.heardAt))
}

// look asks the router about the door.
func (e *entry) look(p *plan) {
	if e.busy {
		return
	}
	e.busy, e.due = true, time.Time{}
	if e.verifiable() && !e.missing && p.now.Before(e.renewAt) {
		p.send(e, -1, check, e.door)
		return
	}
	d := e.door
	if e.missing {
		d.Hole = 0
	}
	p.send(e, -1, open, d)
}

// renewal takes the answer to open.
func (e *entry) renewal(p *plan, a answer) {
	e.busy = false
	switch {
	case a.outcome == silent && p.now.Before(e.expires):
		e.due = p.now.Add(again)
	case a.outcome == gone:
		e.lost(p)
	case a.outcome != done:
		e.over(p)
	case !e.accepts(a.external):
		e.reject(p, a)
	default:
		wasMissing := e.missing
		e.take(p, a)
		if wasMissing {
			e.renewed = p.now
		} else if e.verifiable() {
			e.due = p.now.Add(verify) // what is renewed was there
		}
	}
}

// checked takes the answer to check.
func (e *entry) checked(p *plan, a answer) {
	e.busy = false
	switch {
	case a.outcome != done:
		e.due = p.now.Add(again)
		if !p.now.Before(e.expires) {
			e.over(p)
		}
	case !a.there:
		e.lost(p)
	case !e.accepts(a.external):
		a.door = e.door
		e.reject(p, a)
	default:
		if a.external.IsValid() {
			e.external = a.external
		}
		if p.now.Sub(e.heardAt) >= verify {
			e.repairs, e.forgets = 0, false // it lasted
		}
		e.due = earlier(e.renewAt, p.now.Add(verify))
	}
}

// lost makes a door again that is not there, once a minute at most; for a router
// that forgets each time, every ten minutes.
func (e *entry) lost(p *plan) {
	e.missing = true
	if e.forgets = e.forgets || e.repairs >= patient; e.forgets {
		e.due = p.now.Add(rest)
		return
	}
	e.repairs++
	e.due = later(p.now, e.renewed.Add(again))
}

// over gives up a door that the router refuses to renew, and starts anew.
func (e *entry) over(p *plan) {
	e.phase, e.door = resting, Door{}
	e.due = later(p.now, e.renewed.Add(again))
	e.renewed = e.due
}

// reject deletes a door that is of no use since the outer address changed.
func (e *entry) reject(p *plan, a answer) {
	p.shut(a.door, nil)
	e.door, e.external = Door{}, a.external
	e.fail(p, e.reason())
}

// alarm takes a router's word that something changed. It is believed without its
// epoch, which does not tell a router that starts twice within seconds. Anybody on
// the network can send one, hence once a minute at most.
func (e *entry) alarm(p *plan) {
	if !e.mayHurry() {
		return
	}
	at := later(p.now, e.alarmed.Add(again))
	if at.Equal(p.now) {
		e.alarmed = p.now
	}
	if e.due.IsZero() || at.Before(e.due) {
		e.due = at
	}
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
