package admission

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
)

// NewLimited is New with another limit than MaxRecords.
func NewLimited(records []Record, limit int) *State { return newState(records, limit) }

// Clone copies a machine, so that the model check can go on from it twice.
func (s *State) Clone() *State {
	c := newState(nil, s.limit)
	c.visits, c.next, c.met = s.visits, s.next, maps.Clone(s.met)
	for p, h := range s.houses {
		copied := *h
		copied.visitors, copied.waiting = slices.Clone(h.visitors), slices.Clone(h.waiting)
		c.houses[p] = &copied
	}
	for id, v := range s.visitors {
		copied := *v
		copied.house = c.houses[v.house.Address]
		c.visitors[id] = &copied
	}
	return c
}

// Size is how many households and networks, connections and names are held in
// memory.
func (s *State) Size() (houses, visitors, met int) {
	return len(s.houses), len(s.visitors), len(s.met)
}

// Shape is what a household holds inside, so that two states that only look
// alike from outside are told apart.
func (s *State) Shape(p netip.Prefix) string {
	h, ok := s.houses[p]
	if !ok {
		return "none"
	}
	return fmt.Sprintf("%d/%d/%d", len(h.visitors), len(h.waiting), h.trying)
}
