package router

import (
	"slices"
	"time"

	"realtalk/core/reach/pcp"
)

// plan decides. It is given what happens, with the time, and says what is to be
// done; it does nothing itself.
type plan struct {
	port  uint16
	left  []Door   // of a run before, until the network was looked at
	nonce [12]byte // of all PCP doors, so that one that is met again is known
	now   time.Time

	network network
	looked  bool
	home    *entry // nil: there is no IPv4 gateway
	holes   []*entry
	device  device
	page    string
	chain   chain
	leaving []Door // being deleted
	stuck   []Door // UPnP: the router was silent when it was to open or delete them

	lastID  int
	pending map[int]errand
	out     orders
	kept    []Door
	told    State
	telling bool // something was told
}

// device is what is known of UPnP at the gateway, for pinholes.
type device uint8

const (
	unknown device = iota
	absent
	present
)

// errand is a request under way.
type errand struct {
	request
	entry   *entry
	lane    int    // -1: none
	refresh *entry // shut: whose door may have gone with it
}

func newPlan(port uint16, left []Door, nonce [12]byte) *plan {
	return &plan{port: port, left: left, kept: left, nonce: nonce, pending: map[int]errand{}}
}

// step takes what happened.
func (p *plan) step(now time.Time, in input) orders {
	p.now, p.out = now, orders{}
	switch in := in.(type) {
	case look:
		p.look(in)
	case pcp.Announcement:
		p.heard(in)
	case answer:
		p.answered(in)
	}
	for _, e := range p.entries() {
		e.tick(p)
	}
	p.arrange()
	p.report()
	return p.out
}

// entries gives all doors that are wanted.
func (p *plan) entries() []*entry {
	var all []*entry
	if p.home != nil {
		all = append(all, p.home)
	}
	return slices.Concat(all, p.chain.outers, p.holes)
}

// next is when step is due even if nothing happens; zero: never.
func (p *plan) next() time.Time {
	var first time.Time
	for _, e := range p.entries() {
		if !e.due.IsZero() && (first.IsZero() || e.due.Before(first)) {
			first = e.due
		}
	}
	return first
}

func (p *plan) send(e *entry, lane int, v verb, d Door) int {
	p.lastID++
	r := request{id: p.lastID, verb: v, door: d}
	if v == ask && d.Method == UPnP && e.kind == home {
		r.near = p.network.near
	}
	r.limit, r.again = r.patience(), e != nil && (lane < 0 || e.hadBefore(d))
	p.pending[r.id] = errand{request: r, entry: e, lane: lane}
	p.out.requests = append(p.out.requests, r)
	return r.id
}

// hadBefore tells whether the router may have a door from a run before.
func (e *entry) hadBefore(d Door) bool {
	return e.left != nil && (d.Method != UPnP || e.left.same(d))
}

// shut deletes a door; some routers delete more with it, so refresh is renewed
// then.
func (p *plan) shut(d Door, refresh *entry) {
	p.leaving = append(p.leaving, d)
	id := p.send(nil, -1, shut, d)
	q := p.pending[id]
	q.refresh = refresh
	p.pending[id] = q
}

// answered takes what came of a request.
func (p *plan) answered(a answer) {
	q, ok := p.pending[a.id]
	if !ok {
		return
	}
	delete(p.pending, a.id)
	if a.outcome == silent && (q.verb == open || q.verb == shut) {
		p.stick(q.door)
	}
	switch q.verb {
	case shut:
		p.leaving = slices.DeleteFunc(p.leaving, func(d Door) bool { return d == q.door })
		if e := q.refresh; e != nil && e.mayHurry() {
			e.due, e.renewAt = p.now, p.now
		}
		return
	case ask:
		if q.entry == p.home && q.door.Method == UPnP {
			p.met(a)
		}
	}
	e := q.entry
	switch {
	case e.gone, q.lane >= 0 && (e.phase != racing || e.lanes[q.lane].request != a.id), q.lane < 0 && e.phase != held:
		p.surplus(e, q, a)
	case q.lane < 0 && q.verb == check:
		e.checked(p, a)
	case q.lane < 0:
		e.renewal(p, a)
	case q.verb == ask:
		e.asked(p, q.lane, a)
	default:
		e.opened(p, q.lane, a)
	}
}

// surplus deletes a door that opened when it was not wanted any more.
func (p *plan) surplus(e *entry, q errand, a answer) {
	if q.verb != open || a.outcome != done {
		return
	}
	if e.phase == held && !e.gone {
		if !a.door.same(e.door) {
			p.shut(a.door, e)
		}
		return
	}
	p.shut(a.door, nil)
}

// met takes what UPnP tells of the gateway.
func (p *plan) met(a answer) {
	p.device = absent
	if a.outcome == done {
		p.page = a.page
	}
	if a.firewall {
		p.device = present
	}
	for _, h := range p.holes {
		h.advance(p)
	}
}

// heard takes what a router tells without being asked.
func (p *plan) heard(a pcp.Announcement) {
	if a.From != p.network.gateway && !slices.Contains(p.network.near, a.From) {
		return
	}
	p.alarm(nil)
}

// alarm makes the doors at the gateway be looked at, but one.
func (p *plan) alarm(but *entry) {
	for _, e := range p.entries() {
		if e != but && e.kind != outer && (but == nil || but.kind != outer) {
			e.alarm(p)
		}
	}
}
