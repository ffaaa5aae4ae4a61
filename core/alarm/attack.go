package alarm

import (
	"net/netip"
	"time"
)

// attack is one while it lasts.
type attack struct {
	houses  map[netip.Prefix]bool // that failed, and whether they were blocked for it
	tries   int                   // all wrong ones
	before  int                   // of them, those that led to the attack
	blocked int                   // how many of houses are true
	knocks  int
	last    time.Time // when something happened that keeps it going
	line    line
}

// newAttack begins an attack with what led to it: the window, and knocks that
// were held back.
func newAttack(now time.Time, w window, knocks int) *attack {
	a := &attack{houses: make(map[netip.Prefix]bool), knocks: knocks, last: now}
	for _, f := range w {
		a.before += f.tries
		a.count(f.house, f.blocked)
	}
	a.tries = a.before
	return a
}

// hear counts a wrong try or a refused knock.
func (a *attack) hear(now time.Time, n Notice) {
	a.last = now
	if n.Kind == Refused {
		a.knocks++
		return
	}
	a.tries++
	a.count(n.House, n.Kind == Blocked)
}

func (a *attack) count(house netip.Prefix, blocked bool) {
	was, known := a.houses[house]
	if !known && len(a.houses) == MaxCounted {
		return
	}
	a.houses[house] = was || blocked
	if blocked && !was {
		a.blocked++
	}
}

func (a *attack) notice(k Kind) Notice {
	return Notice{Kind: k, Tries: a.tries, Addresses: len(a.houses), Blocked: a.blocked, Knocks: a.knocks}
}

// end is when it is over, if nothing happens any more.
func (a *attack) end() time.Time { return a.last.Add(AttackQuiet) }

// gap is what lies between two who are let go on.
func (a *attack) gap() time.Duration {
	gap := FirstGap
	for heard := a.tries - a.before; heard >= GapTries && gap < MaxGap; heard -= GapTries {
		gap *= 2
	}
	return min(gap, MaxGap)
}
