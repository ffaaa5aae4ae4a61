package core

import (
	"net/netip"
	"sync"

	"realtalk/core/admission"
)

// What was bounded before the password was right (core/link's openings) stays
// bounded until there is a place: the same numbers.
const (
	maxArrivals      = 256
	arrivalsPerHouse = 64
)

// arrivals counts those who know the password and have no place yet. Any
// goroutine may call it.
type arrivals struct {
	mu     sync.Mutex // guards what follows
	total  int
	houses map[netip.Prefix]int
}

// enter tells whether there is room, and takes it; leave gives it back.
func (a *arrivals) enter(from netip.Addr) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	house := admission.Household(from)
	if a.total >= maxArrivals || a.houses[house] >= arrivalsPerHouse {
		return false
	}
	if a.houses == nil {
		a.houses = map[netip.Prefix]int{}
	}
	a.total++
	a.houses[house]++
	return true
}

func (a *arrivals) leave(from netip.Addr) {
	a.mu.Lock()
	defer a.mu.Unlock()
	house := admission.Household(from)
	a.total--
	if a.houses[house]--; a.houses[house] == 0 {
		delete(a.houses, house)
	}
}
