package link

import (
	"net/netip"
	"sync"
)

// openings holds the connections before admission and picks who has to go when
// there are too many.
type openings struct {
	most int // in all
	each int // of one household

	mu     sync.Mutex // guards what follows
	total  int
	next   uint64
	houses map[netip.Prefix][]*opening // longest waiting first, never empty
}

// opening is one connection's place among the openings.
type opening struct {
	of    *openings
	house netip.Prefix
	since uint64 // order of arrival

	shut    func() // ends the connection, never waits; guarded by of.mu
	evicted bool   // guarded by of.mu
}

func newOpenings(most, each int) *openings {
	return &openings{most: most, each: each, houses: map[netip.Prefix][]*opening{}}
}

// enter always finds a place for the newcomer; it may cost another its own.
// shut is called when that happens to this one, on any goroutine.
func (o *openings) enter(a netip.Addr, shut func()) *opening {
	house := household(a)
	o.mu.Lock()
	var victim *opening
	switch {
	case len(o.houses[house]) >= o.each:
		victim = o.houses[house][0]
	case o.total >= o.most:
		victim = o.busiest()
	}
	end := o.evict(victim)
	o.next++
	p := &opening{of: o, house: house, since: o.next, shut: shut}
	o.houses[house] = append(o.houses[house], p)
	o.total++
	o.mu.Unlock()
	end()
	return p
}

// busiest gives the longest waiting of the household that has the most; of
// equal ones, of the household that waits longest.
func (o *openings) busiest() *opening {
	var worst []*opening
	for _, house := range o.houses {
		if len(house) > len(worst) || len(house) == len(worst) && house[0].since < worst[0].since {
			worst = house
		}
	}
	return worst[0]
}

// evict takes the place of p, which may be nil, and gives what ends it.
func (o *openings) evict(p *opening) func() {
	if p == nil {
		return func() {}
	}
	p.evicted = true
	o.remove(p)
	return p.shut
}

func (o *openings) remove(p *opening) {
	house := o.houses[p.house]
	for i, q := range house {
		if q != p {
			continue
		}
		// A copy, so that a victim is not kept alive by the array under it.
		rest := append(append([]*opening(nil), house[:i]...), house[i+1:]...)
		if o.houses[p.house] = rest; len(rest) == 0 {
			delete(o.houses, p.house)
		}
		o.total--
		return
	}
}

// leave gives the place back; often is harmless.
func (p *opening) leave() {
	p.of.mu.Lock()
	defer p.of.mu.Unlock()
	p.of.remove(p)
}

// become changes how this opening is ended; false if that has happened
// already.
func (p *opening) become(shut func()) bool {
	p.of.mu.Lock()
	defer p.of.mu.Unlock()
	p.shut = shut
	return !p.evicted
}

// gone reports whether the place was taken by another.
func (p *opening) gone() bool {
	p.of.mu.Lock()
	defer p.of.mu.Unlock()
	return p.evicted
}
