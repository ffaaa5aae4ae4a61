package admission

import (
	"container/list"
	"net/netip"
	"slices"
	"time"
)

// State is the whole machine. One goroutine may use it at a time.
type State struct {
	houses   map[netip.Prefix]*house // those with a record or a visitor
	visitors map[Conn]*visitor
	met      map[netip.Prefix]acquaintance
	limit    int               // of the host's blocks, and of the other records
	visits   uint64            // counts Met, to tell old from new
	kept     [ranks]*list.List // of *house, those with a record; who was seen last stands last
	ends     ends              // of blocks

	// Of the Step being made:
	now              time.Time
	changed          bool // does Records give something else now?
	answers, notices []Action
}

// house is a household, or a network that is blocked.
type house struct {
	Record                 // but for the tries in flight
	trying   int           // granted and not judged; Wrong+trying <= maxWrong
	visitors []Conn        // not admitted, in the order of their knocks; none if blocked
	waiting  []Conn        // of those, the askers without a grant, first come first
	kept     *list.Element // in State.kept[keptAs]; nil without a record
	keptAs   rank
	ending   int // the place in State.ends, if there is an Until
}

// New makes a machine that remembers what records say. They may be damaged:
// what is inconsistent is read to the stricter side, what makes no sense and what
// finds no room (see MaxRecords) is dropped. Blocks that have ended are lifted by
// the first Step.
func New(records []Record) *State {
	return newState(records, MaxRecords)
}

func newState(records []Record, limit int) *State {
	s := &State{
		houses: make(map[netip.Prefix]*house), visitors: make(map[Conn]*visitor),
		met: make(map[netip.Prefix]acquaintance), limit: limit,
	}
	for i := range s.kept {
		s.kept[i] = list.New()
	}
	for _, r := range slices.Backward(keep(records, limit)) { // the strictest last, as if it was seen last
		h := s.house(r.Address)
		until := r.Until
		h.Record, h.Until = r, time.Time{}
		s.endAt(h, until)
		s.file(h)
	}
	return s
}

// house finds or makes a household or a network that is seen now.
func (s *State) house(p netip.Prefix) *house {
	h, ok := s.houses[p]
	if !ok {
		h = &house{Record: Record{Address: p}}
		s.houses[p] = h
	}
	s.see(h)
	return h
}

// see makes a household or a network the last of its rank to be forgotten.
func (s *State) see(h *house) {
	if h.kept != nil {
		s.kept[h.keptAs].MoveToBack(h.kept)
	}
}

// left is how many tries the household has before the next consequence.
func (h *house) left() int { return roundTries - h.Wrong%roundTries }

func (h *house) remembered() bool { return h.Blocked || h.Wrong+h.trying > 0 }

func (h *house) record() Record {
	r := h.Record
	r.Wrong += h.trying
	return r
}

// Records is what is to be kept on disk, sorted by address: every household with
// wrong tries, tries in flight (as wrong) or a block, and every network blocked.
func (s *State) Records() []Record {
	records := make([]Record, 0, len(s.houses))
	for _, h := range s.houses {
		if h.remembered() {
			records = append(records, h.record())
		}
	}
	slices.SortFunc(records, func(a, b Record) int { return a.Address.Compare(b.Address) })
	return records
}

// Wrong counts the wrong tries and the tries in flight of an address's household.
func (s *State) Wrong(a netip.Addr) int {
	if h, ok := s.houses[Household(a)]; ok {
		return h.Wrong + h.trying
	}
	return 0
}

// Blocked tells whether nobody is let in from an address.
func (s *State) Blocked(a netip.Addr) bool { return s.blocker(a) != nil }

// BlockedBy gives the record that keeps an address out: its household's own, or
// else the narrowest network's. !ok: none does.
func (s *State) BlockedBy(a netip.Addr) (r Record, ok bool) {
	if h := s.blocker(a); h != nil {
		return h.record(), true
	}
	return Record{}, false
}

// blocker finds the household or network whose block holds for an address, nil
// if there is none. However many networks are blocked, it asks for one prefix of
// each length.
func (s *State) blocker(a netip.Addr) *house {
	p := Household(a)
	if h, ok := s.houses[p]; ok && h.Blocked {
		return h
	}
	for bits := p.Bits() - 1; bits >= minBits(p.Addr()); bits-- {
		network := netip.PrefixFrom(p.Addr(), bits).Masked()
		if h, ok := s.houses[network]; ok {
			return h
		}
	}
	return nil
}
