package link

import (
	"cmp"
	"net/netip"
	"slices"
	"sync"
)

// openings holds the connections before admission and picks who has to go when
// there are too many.
type openings struct {
	most    places           // in all
	each    places           // of one household
	crowded func(netip.Addr) // told of who loses its place because of most

	mu    sync.Mutex // guards what follows
	all   []*opening // in the order in which they came to their stage
	crowd crowd
}

// opening is one connection's place among the openings.
type opening struct {
	of      *openings
	from    netip.Addr
	house   netip.Prefix
	network netip.Prefix

	// Guarded by of.mu.
	stage   stage
	pinned  bool
	evicted bool
	shut    func() // ends the connection, never waits
}

func newOpenings(most, each places, crowded func(netip.Addr)) *openings {
	return &openings{most: most, each: each, crowded: crowded, crowd: crowd{}}
}

// enter gives the newcomer a place among those without TLS. shut is called, on
// any goroutine, when it loses its place.
func (o *openings) enter(a netip.Addr, shut func()) *opening {
	p := &opening{of: o, from: a, house: household(a), network: network(a), shut: shut}
	o.mu.Lock()
	end := o.settle(p, bare)
	o.mu.Unlock()
	end()
	return p
}

// secure notes that TLS is done and how the connection is ended from now on,
// which happens at once if its place is lost.
func (p *opening) secure(shut func()) {
	p.of.mu.Lock()
	p.shut = shut
	end := shut
	if !p.evicted {
		end = p.of.settle(p, secured)
	}
	p.of.mu.Unlock()
	end()
}

// greet notes that the connection said Hello. One that is gone stays so.
func (p *opening) greet() {
	p.of.mu.Lock()
	end := func() {}
	if slices.Contains(p.of.all, p) && p.stage < greeted {
		end = p.of.settle(p, greeted)
	}
	p.of.mu.Unlock()
	end()
}

// settle puts p last at stage s and gives what ends the one whose place that
// costs: p itself where nobody at that stage may be moved. With mu held.
func (o *openings) settle(p *opening, s stage) (end func()) {
	var loser *opening
	strangers := false
	switch family := o.family(p.house); {
	case count(family, s) >= o.each[s]:
		loser = cmp.Or(o.crowd.busiest(family, s), p)
	case count(o.all, s) >= o.most[s]:
		loser, strangers = cmp.Or(o.crowd.busiest(o.all, s), p), true
	}
	o.remove(p)
	p.stage = s
	o.all = append(o.all, p)
	if loser == nil {
		return func() {}
	}
	return o.evict(loser, strangers)
}

// family lists the openings of one household.
func (o *openings) family(house netip.Prefix) []*opening {
	var family []*opening
	for _, p := range o.all {
		if p.house == house {
			family = append(family, p)
		}
	}
	return family
}

// evict takes the place of p, for the sake of strangers or of its own household,
// and gives what ends it.
func (o *openings) evict(p *opening, strangers bool) (end func()) {
	p.evicted = true
	o.remove(p)
	shut := p.shut
	return func() {
		shut()
		if strangers {
			o.crowded(p.from)
		}
	}
}

func (o *openings) remove(p *opening) {
	if i := slices.Index(o.all, p); i >= 0 {
		o.all = slices.Delete(o.all, i, i+1)
	}
}

// leave gives the place back; often is harmless.
func (p *opening) leave() {
	p.of.mu.Lock()
	defer p.of.mu.Unlock()
	p.of.remove(p)
}

// pin says whether the place may be taken by another; false if that happened
// already.
func (p *opening) pin(pinned bool) bool {
	p.of.mu.Lock()
	defer p.of.mu.Unlock()
	p.pinned = pinned
	return !p.evicted
}

// gone reports whether the place was lost.
func (p *opening) gone() bool {
	p.of.mu.Lock()
	defer p.of.mu.Unlock()
	return p.evicted
}
