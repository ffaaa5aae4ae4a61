package router

import (
	"net/netip"
	"slices"
	"time"
)

// lane is one protocol in a race.
//
//	waiting -> asking -> ready -> opening -> over
//	PCP: opening at once. UPnP for a pinhole: waiting until a device is known.
type lane struct {
	method  Method
	step    step
	request int       // the last one
	since   time.Time // ready
	try     int       // of entry.ports
	nonce   [12]byte
	outcome outcome // when it is over
	nowhere bool    // the router says that it has no address
}

type step uint8

const (
	waiting step = iota
	asking
	ready
	opening
	over
)

func (l *lane) end(o outcome) { l.step, l.outcome = over, o }

// moment is how long a lane that could open a door waits for better ones that
// have not answered yet.
const moment = 50 * time.Millisecond

// race asks in all ways at once.
func (e *entry) race(p *plan) {
	e.phase, e.due = racing, time.Time{}
	e.door, e.external, e.lanes = Door{}, netip.Addr{}, nil
	for _, m := range []Method{PCP, NATPMP, UPnP} {
		if e.kind == hole && m == NATPMP {
			continue
		}
		e.lanes = append(e.lanes, lane{method: m})
	}
	for i := range e.lanes {
		l := &e.lanes[i]
		switch {
		case l.method == PCP:
			l.nonce = p.nonce
			if e.left != nil && e.left.Method == PCP {
				l.nonce = e.left.Nonce
			}
			e.tryLane(p, i)
		case e.kind != hole:
			l.step = asking
			l.request = p.send(e, i, ask, e.doorOf(l))
		}
	}
	e.advance(p)
}

func (e *entry) tryLane(p *plan, i int) {
	l := &e.lanes[i]
	l.step = opening
	l.request = p.send(e, i, open, e.doorOf(l))
}

func (e *entry) doorOf(l *lane) Door {
	d := Door{Method: l.method, Gateway: e.gateway, Through: e.through, Inside: e.inside, Port: e.ports[l.try], Nonce: l.nonce}
	if e.kind == hole && l.method == UPnP {
		d.Gateway = e.device
	}
	return d
}

// asked takes the answer of a lane to ask.
func (e *entry) asked(p *plan, i int, a answer) {
	l := &e.lanes[i]
	switch {
	case a.outcome != done:
		l.end(a.outcome)
	case !e.accepts(a.external):
		e.useless(p, a.external)
		return
	default:
		l.nowhere = !a.external.IsValid()
		if a.external.IsValid() {
			e.external = a.external
		}
		l.step, l.since = ready, p.now
	}
	e.advance(p)
}

// opened takes the answer of a lane to open.
func (e *entry) opened(p *plan, i int, a answer) {
	l := &e.lanes[i]
	switch {
	case a.outcome == taken && l.try+1 < len(e.ports):
		l.try++
		e.tryLane(p, i)
		return
	case a.outcome != done:
		l.end(a.outcome)
	case !e.accepts(a.external):
		p.shut(a.door, nil)
		e.useless(p, a.external)
		return
	default:
		e.win(p, a)
		return
	}
	e.advance(p)
}

// useless ends a race at a router whose address leads nowhere: the other lanes are
// to the same router.
func (e *entry) useless(p *plan, external netip.Addr) {
	e.external = external
	e.fail(p, e.reason())
}

// advance lets the best lane that is ready open a door, one at a time; PCP
// asks and opens in one and is not waited for longer than a moment.
func (e *entry) advance(p *plan) {
	if e.phase != racing {
		return
	}
	e.due = time.Time{}
	if slices.ContainsFunc(e.lanes, func(l lane) bool { return l.step == opening && l.method != PCP }) {
		return
	}
	better, finished := false, true // a better lane may still answer; all are over
	for i := range e.lanes {
		l := &e.lanes[i]
		if l.method == UPnP && e.kind == hole && l.step == waiting {
			e.meetDevice(p, l)
		}
		switch {
		case l.step == over:
			continue
		case l.step == ready:
			if better && p.now.Before(l.since.Add(moment)) {
				e.due = l.since.Add(moment)
			} else {
				e.tryLane(p, i)
			}
			return
		}
		better, finished = true, false
	}
	if finished {
		e.finish(p)
	}
}

// meetDevice decides whether UPnP can open a pinhole.
func (e *entry) meetDevice(p *plan, l *lane) {
	switch {
	case p.device == present && p.home != nil:
		e.device = p.home.gateway
		l.step, l.since = ready, p.now
	case p.device == absent:
		l.end(silent)
	}
}
