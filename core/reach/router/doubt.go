package router

import (
	"maps"
	"slices"
)

// maxStuck bounds what is written down of a router that never answers.
const maxStuck = 8

// stick notes a door that a router may have though it was silent. What PCP and
// NAT-PMP open ends with its lease; some routers know no leases of UPnP.
func (p *plan) stick(d Door) {
	if d.Method != UPnP || d.nameless() || slices.ContainsFunc(p.stuck, d.same) {
		return
	}
	if len(p.stuck) == maxStuck {
		p.stuck = slices.Delete(p.stuck, 0, 1)
	}
	p.stuck = append(p.stuck, d)
}

// unstick forgets a door that is known of again.
func (p *plan) unstick(d Door) { p.stuck = slices.DeleteFunc(p.stuck, d.same) }

// nameless: a pinhole of UPnP whose number is not known, so that nobody can delete
// it.
func (d Door) nameless() bool { return d.Method == UPnP && d.Inside.Addr().Is6() && d.Hole == 0 }

// doubtful gives the doors that a router may have beside those that it has: it is
// being asked for them, or was silent.
func (p *plan) doubtful() []Door {
	certain := p.doors()
	var all []Door
	add := func(d Door) {
		if !d.nameless() && !slices.ContainsFunc(certain, d.same) && !slices.ContainsFunc(all, d.same) {
			all = append(all, d)
		}
	}
	for _, d := range p.stuck {
		add(d)
	}
	for _, id := range slices.Sorted(maps.Keys(p.pending)) {
		if q := p.pending[id]; q.verb == open {
			add(q.door)
		}
	}
	return all
}

// close gives the requests that delete all that is open, and then those for what
// may be. Both are in doors.
func (p *plan) close() orders {
	certain, doubtful := p.doors(), p.doubtful()
	p.out = orders{doors: slices.Concat(certain, doubtful), certain: len(certain)}
	for _, d := range certain {
		p.send(nil, -1, shut, d)
	}
	for _, d := range doubtful {
		if p.reaches(d) {
			p.send(nil, -1, shut, d)
			p.out.requests[len(p.out.requests)-1].limit = limitDoubt
		}
	}
	return p.out
}

// deleted tells whether a door need not be written down any more after an answer
// to a request of close. That a UPnP router has no such mapping says little while
// it may still be at making it. Who does not answer to PCP or NAT-PMP twice does
// not speak it, mostly, and what it may have ends with its lease; if it says no,
// it will say so again.
func (r request) deleted(a answer) bool {
	doubtful := r.limit == limitDoubt
	if r.door.Method != UPnP {
		return doubtful || a.outcome != silent
	}
	return a.outcome == done && (a.there || !doubtful) || a.outcome == gone
}
