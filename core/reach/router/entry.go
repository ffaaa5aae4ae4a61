package router

import (
	"net/netip"
	"time"

	"realtalk/core/reach"
)

// kind is what a door is for.
type kind uint8

const (
	home  kind = iota // IPv4, at the gateway
	outer             // IPv4, at the router that the gateway is behind
	hole              // IPv6
)

// phase is what an entry is about.
//
//	   +-------- lost, renewal refused ------+
//	   v                                     |
//	racing ----- a lane opened a door ----> held   (renewed, verified, repaired: care.go)
//	 |  ^
//	 |  +--- after a while, woken ---+
//	 |                               |
//	 +------ nothing opened -----> resting
type phase uint8

const (
	racing phase = iota
	resting
	held
)

// entry is one door that is wanted, at one router.
type entry struct {
	kind    kind
	gateway netip.Addr
	through netip.Addr // outer: the home's gateway
	device  netip.Addr // hole: where UPnP is asked
	inside  netip.AddrPort
	ports   []uint16 // outer ones, in the order they are tried
	left    *Door    // of a run before, to the same inside: taken over

	gone     bool // it is wanted no more
	phase    phase
	lanes    []lane
	due      time.Time // when to go on by itself; zero: not
	rests    int       // races that failed in a row
	why      Why       // the last race failed; NoReason: it did not, or none did yet
	external netip.Addr
	alarmed  time.Time // when an announcement made it look last
	care
}

func (p *plan) newEntry(k kind, gateway netip.Addr, inside netip.AddrPort) *entry {
	e := &entry{kind: k, gateway: gateway, inside: inside, ports: outerPorts(inside)}
	if k == hole {
		e.ports = []uint16{inside.Port()}
	}
	return e
}

// accepts tells whether a door behind an outer address can be of use. One behind
// a private address can, if the next router opens one too. Of one that is not
// known, the user may know it.
func (e *entry) accepts(external netip.Addr) bool {
	if e.kind == hole {
		return true
	}
	why := behind(external)
	return why == NoReason || e.kind == home && (why == SecondRouter || !external.IsValid())
}

// Addresses that providers give to those who have none of their own.
var (
	shared = netip.MustParsePrefix("100.64.0.0/10") // RFC 6598
	dsLite = netip.MustParsePrefix("192.0.0.0/24")  // RFC 6333, section 5.7
)

// behind says what keeps guests from a router's outer address, NoReason if
// nothing does.
func behind(external netip.Addr) Why {
	switch {
	case reach.Public(external):
		return NoReason
	case shared.Contains(external), dsLite.Contains(external):
		return Carrier
	case external.IsPrivate():
		return SecondRouter
	}
	return NoInternet
}

// win takes the first door of a race.
func (e *entry) win(p *plan, a answer) {
	e.phase, e.why, e.rests = held, NoReason, 0
	e.care = care{repairs: e.repairs, renewed: e.renewed, forgets: e.forgets}
	e.take(p, a)
	if left := e.left; left != nil {
		e.left = nil
		if !left.same(e.door) {
			p.shut(*left, e)
		}
	}
}

// finish ends a race without a door.
func (e *entry) finish(p *plan) { e.fail(p, e.reason()) }

// reason says why no lane opened a door, from what tells most.
func (e *entry) reason() Why {
	if e.external.IsValid() && behind(e.external) != NoReason {
		return behind(e.external)
	}
	some := map[outcome]bool{}
	for _, l := range e.lanes {
		some[l.outcome] = true
		if l.nowhere {
			some[noInternet] = true
		}
	}
	switch {
	case some[noInternet] && !e.external.IsValid():
		return NoInternet
	case some[refused]:
		return NotAllowed
	case some[taken] && !e.external.IsValid():
		return NoInternet // eleven ports are not taken: it has no address to give them of
	case some[taken]:
		return PortTaken
	}
	return Silent
}

// Pauses between races that failed.
const (
	firstRest = time.Minute
	rest      = 10 * time.Minute
)

func (e *entry) fail(p *plan, why Why) {
	e.phase, e.why = resting, why
	e.due = p.now.Add(rest)
	if e.rests == 0 {
		e.due = p.now.Add(firstRest)
	}
	e.rests++
	if e.left != nil {
		p.shut(*e.left, nil)
		e.left = nil
	}
}

// tick goes on where the time has come.
func (e *entry) tick(p *plan) {
	if e.due.IsZero() || p.now.Before(e.due) {
		return
	}
	switch e.phase {
	case racing:
		e.advance(p)
	case resting:
		e.race(p)
	case held:
		e.look(p)
	}
}

// hurry makes an entry look now.
func (e *entry) hurry(p *plan) {
	if e.mayHurry() {
		e.due, e.rests = p.now, 0
	}
}

// mayHurry: nothing is under way, nor put off because the router forgets.
func (e *entry) mayHurry() bool {
	return e.phase == resting && e.why != NoReason || e.phase == held && !e.busy && !e.missing
}
