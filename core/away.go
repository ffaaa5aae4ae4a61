package core

import (
	"errors"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"realtalk/core/admission"
)

const (
	// awayPause is how long a household that was spoken of is counted only.
	awayPause = time.Minute
	// At most awayBurst such events come at a time, and then one every
	// awayEvery, from however many households.
	awayBurst = 6
	awayEvery = 10 * time.Second
)

// away tells the host who knows the password and was not let in, gathered by
// household. Any goroutine may call it.
type away struct {
	emit  func(Event)
	near  func(netip.Addr) Nearness
	clock func() time.Time

	mu     sync.Mutex // guards what follows
	all    *rate.Limiter
	houses map[netip.Prefix]*awayHouse
}

type awayHouse struct {
	told  time.Time
	times int // since told
}

func newAway(emit func(Event), near func(netip.Addr) Nearness) *away {
	return &away{
		emit: emit, near: near, clock: time.Now,
		all: rate.NewLimiter(rate.Every(awayEvery), awayBurst), houses: map[netip.Prefix]*awayHouse{},
	}
}

// tell is told why somebody is not let in; other reasons than the host's rules
// are no news.
func (a *away) tell(who Person, from netip.Addr, cause error) {
	why, news := awayReason(cause)
	if !news {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	house, now := admission.Household(from), a.clock()
	h, known := a.houses[house]
	if !known {
		if len(a.houses) >= maxHouses {
			clear(a.houses)
		}
		h = &awayHouse{}
		a.houses[house] = h
	}
	h.times++
	if now.Sub(h.told) < awayPause || !a.all.AllowN(now, 1) {
		return
	}
	a.emit(TurnedAway{Person: who, Address: from, Nearness: a.near(from), Why: why, Times: h.times})
	h.told, h.times = now, 0
}

func awayReason(cause error) (why TurnedAwayReason, news bool) {
	switch {
	case errors.Is(cause, errLocked):
		return AwayLocked, true
	case errors.Is(cause, errFull):
		return AwayFull, true
	case errors.Is(cause, errCrowded):
		return AwayCrowded, true
	case errors.Is(cause, errNameTaken):
		return AwayName, true
	case errors.Is(cause, errClock):
		return AwayClock, true
	default:
		return 0, false
	}
}
