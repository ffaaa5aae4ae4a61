package admission

import "time"

// forget drops what a record held when there is nothing to remember any more,
// and the household when nobody is connected from it either.
func (s *State) forget(h *house) {
	if h.remembered() {
		return
	}
	h.Since, h.Name, h.Note = time.Time{}, "", ""
	if len(h.visitors) == 0 {
		delete(s.houses, h.Address)
	}
}

// bound makes room after something became worth remembering: the least worth
// keeping go, the oldest of their kind. A household that is connected stays.
func (s *State) bound() {
	for len(s.houses) > s.limit {
		least, count := s.leastWorth()
		if count <= s.limit || least == nil {
			return
		}
		delete(s.houses, least.Address)
		s.reschedule(least.Until, time.Time{})
	}
}

// leastWorth finds who is dropped next, nil if all are connected, and counts the
// remembered.
func (s *State) leastWorth() (least *house, count int) {
	for _, h := range s.houses {
		if !h.remembered() {
			continue
		}
		count++
		if len(h.visitors) == 0 && (least == nil || h.before(least)) {
			least = h
		}
	}
	return least, count
}

// before reports whether h is dropped before o.
func (h *house) before(o *house) bool {
	if a, b := h.rank(), o.rank(); a != b {
		return a < b
	}
	return h.visited < o.visited
}
