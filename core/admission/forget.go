package admission

import (
	"container/list"
	"time"
)

// file puts a household or a network to its rank after it changed, or forgets
// it. What is over the limit goes: of those who tried, who was seen longest ago,
// counts before blocks. The host's blocks never do (see block).
func (s *State) file(h *house) {
	if !h.remembered() {
		s.forget(h)
		return
	}
	if r := h.rank(); h.kept == nil || h.keptAs != r {
		s.unfile(h)
		h.kept, h.keptAs = s.kept[r].PushBack(h), r
	}
	for s.kept[counted].Len()+s.kept[byTries].Len() > s.limit {
		least := s.leastWorth()
		if least == nil {
			return
		}
		s.drop(least)
	}
}

func (s *State) unfile(h *house) {
	if h.kept != nil {
		s.kept[h.keptAs].Remove(h.kept)
		h.kept = nil
	}
}

// forget drops what a record held when there is nothing to remember any more,
// and the household when nobody is connected from it either.
func (s *State) forget(h *house) {
	s.unfile(h)
	h.Since, h.Name, h.Note = time.Time{}, "", ""
	if len(h.visitors) == 0 {
		delete(s.houses, h.Address)
	}
}

// drop loses a record for want of room.
func (s *State) drop(h *house) {
	s.endAt(h, time.Time{})
	s.unfile(h)
	delete(s.houses, h.Address)
	s.changed = true
}

// leastWorth finds whose record is dropped next, nil if all are connected. It
// passes over no more households than are connected.
func (s *State) leastWorth() *house {
	for _, kept := range []*list.List{s.kept[counted], s.kept[byTries]} {
		for e := kept.Front(); e != nil; e = e.Next() {
			if h := e.Value.(*house); len(h.visitors) == 0 {
				return h
			}
		}
	}
	return nil
}
