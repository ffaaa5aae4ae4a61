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
	c.visits, c.met = s.visits, maps.Clone(s.met)
	for p, h := range s.houses {
		copied := *h
		copied.visitors, copied.waiting = slices.Clone(h.visitors), slices.Clone(h.waiting)
		copied.kept = nil
		c.houses[p] = &copied
	}
	for r, kept := range s.kept {
		for e := kept.Front(); e != nil; e = e.Next() {
			h := c.houses[e.Value.(*house).Address]
			h.kept = c.kept[r].PushBack(h)
		}
	}
	for _, h := range s.ends {
		c.ends = append(c.ends, c.houses[h.Address])
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
