package alarm

import (
	"net/netip"
	"time"
)

// attack is one while it lasts.
type attack struct {
	houses map[netip.Prefix]deeds
	tries  int // all wrong ones
	before int // of them, those that led to the attack
	knocks int
	// How many of houses did that:
	failed, blocked, crowded int

	last  time.Time // when something happened that keeps it going
	told  time.Time // when the host heard of it
	again bool      // it, or one shortly before, was told already
	line  line
}

// deeds are what a household did in an attack.
type deeds struct {
	failed  bool
	blocked bool // it was, for its tries
	crowded bool // it had to make room
}

// newAttack begins an attack with what led to it: both windows, and knocks that
// were held back.
func newAttack(now time.Time, failed, crowded window, knocks int) *attack {
	a := &attack{houses: make(map[netip.Prefix]deeds), knocks: knocks, last: now, told: now, line: newLine()}
	for _, d := range failed {
		a.before += d.tries
		a.count(d.house, deeds{failed: true, blocked: d.blocked})
	}
	for _, d := range crowded {
		a.count(d.house, deeds{crowded: true})
	}
	a.tries = a.before
	return a
}

// hear counts a wrong try or a refused knock. A knock keeps no attack going: it
// costs whoever knocks nothing, and is refused before anything is done.
func (a *attack) hear(now time.Time, n Notice) {
	if n.Kind == Refused {
		a.knocks++
		return
	}
	a.last = now
	a.tries++
	a.count(n.House, deeds{failed: true, blocked: n.Kind == Blocked})
}

// crowd counts a household that had to make room.
func (a *attack) crowd(now time.Time, house netip.Prefix) {
	a.last = now
	a.count(house, deeds{crowded: true})
}

func (a *attack) count(house netip.Prefix, did deeds) {
	was, known := a.houses[house]
	if !known && len(a.houses) == MaxCounted {
		return
	}
	add := func(sum *int, was *bool, did bool) {
		if did && !*was {
			*was = true
			*sum++
		}
	}
	add(&a.failed, &was.failed, did.failed)
	add(&a.blocked, &was.blocked, did.blocked)
	add(&a.crowded, &was.crowded, did.crowded)
	a.houses[house] = was
}

func (a *attack) notice(k Kind) Notice {
	return Notice{
		Kind: k, Tries: a.tries, Addresses: a.failed, Blocked: a.blocked, Crowded: a.crowded, Knocks: a.knocks,
		Again: k == Attack && a.again,
	}
}

// goesOn tells it again if it is time to.
func (a *attack) goesOn(now time.Time) []Action {
	if now.Before(a.told.Add(AttackPause)) {
		return nil
	}
	a.told, a.again = now, true
	return tell(a.notice(Attack))
}

// end is when it is over, if nothing happens any more.
func (a *attack) end() time.Time { return a.last.Add(AttackQuiet) }

// next is when there is something to do, at the latest.
func (a *attack) next() time.Time {
	return earlier(a.line.next(), earlier(a.end(), a.told.Add(AttackPause)))
}

// gap is what lies between two who are let go on.
func (a *attack) gap() time.Duration {
	gap := FirstGap
	for heard := a.tries - a.before; heard >= GapTries && gap < MaxGap; heard -= GapTries {
		gap *= 2
	}
	return min(gap, MaxGap)
}
