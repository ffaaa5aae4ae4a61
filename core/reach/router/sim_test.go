package router

import (
	"cmp"
	"net/netip"
	"slices"
	"testing"
	"time"

	"realtalk/core/reach/pcp"
)

// sim lets a plan run against routers that are made up, by a clock of its own.
type sim struct {
	t       *testing.T
	plan    *plan
	start   time.Time
	now     time.Time
	look    network
	routers map[netip.Addr]*box
	queue   []event // sorted by time

	states []State
	times  []time.Duration // of the states, since the start
	kept   []Door
	made   []time.Duration // when mappings were made that were not there
	asked  int             // requests
	on     func(request)   // sees each, unless it is nil
}

type event struct {
	at   time.Time
	what func()
}

// box is a router.
type box struct {
	after    map[Method]time.Duration // answers; a method that is missing is silent
	says     map[Method]outcome       // no
	external netip.Addr
	quiet    bool // it does not tell its address by UPnP
	firewall bool
	taken    []uint16      // another device's, by UPnP
	forgets  time.Duration // how long it keeps a mapping; 0: as long as it should
	life     time.Duration // of a lease; 0: as asked for
	moves    bool          // PCP gives another port than was asked for
	booted   time.Time
	holes    uint16 // the last one's number
	table    []row
}

type row struct {
	Door
	until time.Time
}

var (
	gatewayAddr = netip.MustParseAddr("192.168.1.1")
	ownAddr     = netip.MustParseAddr("192.168.1.10")
	gateway6    = netip.MustParseAddr("fe80::1%eth0")
	own6        = netip.MustParseAddr("2001:db8:1::10")
	publicAddr  = netip.MustParseAddr("203.0.113.1")
)

const ownPort = 40213

func newSim(t *testing.T, b *box, left ...Door) *sim {
	s := &sim{
		t: t, start: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), routers: map[netip.Addr]*box{gatewayAddr: b},
		look: network{gateway: gatewayAddr, inside: ownAddr, own: []netip.Addr{ownAddr}},
	}
	s.plan = newPlan(ownPort, left, [12]byte{1})
	s.now, s.kept = s.start, left
	if b != nil {
		b.booted = s.start.Add(-time.Hour)
	}
	return s
}

// begin gives the plan its network.
func (s *sim) begin() *sim {
	s.give(look{network: s.look})
	return s
}

// with6 adds IPv6.
func (s *sim) with6() *sim {
	s.look.near, s.look.own = []netip.Addr{gateway6}, append(s.look.own, own6)
	s.look.global = []global{{own6, gateway6}}
	s.routers[gateway6] = s.routers[gatewayAddr]
	return s
}

func (s *sim) give(in input) {
	out := s.plan.step(s.now, in)
	if out.keep {
		s.kept = out.doors
	}
	for _, r := range out.requests {
		s.asked++
		if s.on != nil {
			s.on(r)
		}
		s.send(r)
		if r.verb == open && !r.door.nameless() && !slices.ContainsFunc(s.kept, r.door.same) {
			s.t.Errorf("asked for %+v, written down are %+v", r.door, s.kept)
		}
	}
	if out.tell != nil {
		s.states, s.times = append(s.states, *out.tell), append(s.times, s.now.Sub(s.start))
	}
}

func (s *sim) at(d time.Duration, what func()) {
	e := event{s.now.Add(d), what}
	i, _ := slices.BinarySearchFunc(s.queue, e, func(a, b event) int {
		if a.at.After(b.at) {
			return 1
		}
		return -1
	})
	s.queue = slices.Insert(s.queue, i, e)
}

// send has a router answer, or lets the time run out.
func (s *sim) send(r request) {
	reply := func(after time.Duration, answer func() answer) {
		s.at(after, func() {
			a := answer()
			a.id = r.id
			s.give(a)
		})
	}
	b := s.routers[r.door.Gateway]
	after, speaks := time.Duration(0), false
	if b != nil {
		after, speaks = b.after[r.door.Method]
	}
	switch {
	case !speaks && r.verb == ask && r.door.Method == UPnP:
		reply(2*time.Second, func() answer { return answer{outcome: silent} }) // as a search does
	case !speaks || after > r.limit:
		reply(r.limit, func() answer { return answer{outcome: silent} })
	default:
		reply(after, func() answer { return b.answer(s, r) })
	}
}

// run lets time pass.
func (s *sim) run(d time.Duration) *sim {
	end := s.now.Add(d)
	for {
		next := s.plan.next()
		queued := len(s.queue) > 0
		switch {
		case queued && !s.queue[0].at.After(end) && (next.IsZero() || !next.Before(s.queue[0].at)):
			e := s.queue[0]
			s.queue, s.now = s.queue[1:], e.at
			e.what()
		case !next.IsZero() && !next.After(end):
			s.now = later(s.now, next)
			s.give(nil)
			if again := s.plan.next(); again.Equal(next) && !again.IsZero() {
				s.t.Fatalf("after %v the plan stands still at %v", s.now.Sub(s.start), again.Sub(s.start))
			}
		default:
			s.now = end
			return s
		}
	}
}

func (s *sim) state() State { return s.states[len(s.states)-1] }

// want checks the last state and what is in the table of the gateway.
func (s *sim) want(a Answer, w Why, m Method, way string, rows int) *sim {
	s.t.Helper()
	at := ""
	if s.state().Address.IsValid() {
		at = s.state().Address.String()
	}
	if st := s.state(); st.Answer != a || st.Why != w || st.Method != m || at != way {
		s.t.Errorf("after %v: %v, %v by %q at %q, want %v, %v by %q at %q",
			s.now.Sub(s.start), st.Answer, st.Why, st.Method, at, a, w, m, way)
	}
	if b := s.routers[gatewayAddr]; b != nil && len(b.table) != rows {
		s.t.Errorf("after %v the router has %+v, want %d", s.now.Sub(s.start), b.table, rows)
	}
	if may := len(s.plan.doors()) + len(s.plan.doubtful()); len(s.kept) != may {
		s.t.Errorf("after %v written down are %+v, not %d", s.now.Sub(s.start), s.kept, may)
	}
	return s
}

// answer is what the router does and says.
func (b *box) answer(s *sim, r request) answer {
	b.expire(s.now)
	if o := b.says[r.door.Method]; o != done {
		return answer{outcome: o}
	}
	d := r.door
	switch r.verb {
	case ask:
		return answer{external: b.told(d), firewall: b.firewall, page: "http://192.168.1.1/"}
	case check:
		return answer{there: b.row(d) >= 0, external: b.told(d)}
	case shut:
		before := len(b.table)
		b.table = slices.DeleteFunc(b.table, func(o row) bool { return o.is(d) })
		return answer{there: len(b.table) < before}
	}
	if d.Method == UPnP && d.Inside.Addr().Is6() && d.Hole == 0 {
		b.holes++
		d.Hole = b.holes
	}
	if b.moves && d.Method == PCP {
		d.Port = ownPort + 1
	}
	if d.Method == UPnP && (slices.Contains(b.taken, d.Port) || b.holder(d) >= 0) {
		return answer{outcome: taken}
	}
	for b.holder(d) >= 0 {
		d.Port += 100
	}
	i := b.row(d)
	if i >= 0 && d.Method == PCP && b.table[i].Method == PCP && b.table[i].Nonce != d.Nonce {
		return answer{outcome: refused}
	}
	if i < 0 {
		s.made = append(s.made, s.now.Sub(s.start))
		i = len(b.table)
		b.table = append(b.table, row{})
	}
	b.table[i] = row{d, s.now.Add(lease)}
	if b.forgets > 0 {
		b.table[i].until = s.now.Add(b.forgets)
	}
	return answer{door: d, external: b.told(d), life: cmp.Or(b.life, lease), epoch: uint32(s.now.Sub(b.booted) / time.Second)}
}

func (b *box) told(d Door) netip.Addr {
	switch {
	case d.Inside.Addr().Is6():
		return d.Inside.Addr()
	case b.quiet && d.Method == UPnP:
		return netip.Addr{}
	}
	return b.external
}

// row gives the row in which a door is: there is one for each outer port.
func (b *box) row(d Door) int {
	return slices.IndexFunc(b.table, func(o row) bool {
		return o.Inside == d.Inside && (o.Port == d.Port || o.is(d))
	})
}

// holder gives the row of somebody else who has the port.
func (b *box) holder(d Door) int {
	return slices.IndexFunc(b.table, func(o row) bool {
		return o.Inside != d.Inside && o.Port == d.Port && o.Inside.Addr().Is4() == d.Inside.Addr().Is4()
	})
}

// is tells whether somebody who wants a door deleted means this row.
func (r row) is(d Door) bool {
	switch {
	case d.Method == PCP:
		return r.Method == PCP && r.Nonce == d.Nonce && r.Inside == d.Inside
	case d.Method == NATPMP:
		return r.Inside == d.Inside
	}
	return r.Inside == d.Inside && r.Port == d.Port && r.Hole == d.Hole
}

func (b *box) expire(now time.Time) {
	b.table = slices.DeleteFunc(b.table, func(r row) bool { return !now.Before(r.until) })
}

func (b *box) reboot(s *sim) { b.table, b.booted = nil, s.now }

func (s *sim) announce() {
	s.give(pcp.Announcement{From: gatewayAddr, Protocol: pcp.PCP})
}

// only is a router that speaks some protocols, each answering after 10 ms.
func only(methods ...Method) *box {
	b := &box{after: map[Method]time.Duration{}, says: map[Method]outcome{}, external: publicAddr}
	for _, m := range methods {
		b.after[m] = 10 * time.Millisecond
	}
	return b
}

// later sets when a method answers.
func (b *box) when(m Method, after time.Duration) *box {
	b.after[m] = after
	return b
}

func (b *box) at(external string) *box {
	b.external, _ = netip.ParseAddr(external)
	return b
}

func (s *sim) announceFrom(a string) {
	s.give(pcp.Announcement{From: netip.MustParseAddr(a), Protocol: pcp.PCP})
}

func (s *sim) wake() { s.give(look{network: s.look, woken: true}) }
