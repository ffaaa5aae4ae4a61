package admission

import (
	"net/netip"
	"slices"
)

// State is the whole machine. One goroutine may use it at a time.
type State struct {
	houses   map[netip.Prefix]*house // those with a record or a visitor
	visitors map[Conn]*visitor
	limit    int    // of records
	visits   uint64 // counts visits, to tell old from new
	changed  bool   // did this Step change what Records gives?
}

// house is a household.
type house struct {
	address  netip.Prefix
	wrong    int // judged wrong since the last clear
	trying   int // granted and not judged; wrong+trying <= maxWrong
	blocked  bool
	why      string
	visitors []Conn // not admitted, in the order of their knocks; none if blocked
	waiting  []Conn // of those, the askers without a grant, first come first
	visited  uint64
}

// phase is where a connection stands: see the diagram in the package comment.
type phase uint8

const (
	idle phase = iota
	waiting
	trying
)

type visitor struct {
	conn  Conn
	addr  netip.Addr
	house *house
	phase phase
}

// New makes a machine that remembers what records say. They may be damaged:
// what is inconsistent is read to the stricter side, what makes no sense and what
// is over MaxRecords is dropped.
func New(records []Record) *State {
	return newState(records, MaxRecords)
}

func newState(records []Record, limit int) *State {
	s := &State{houses: make(map[netip.Prefix]*house), visitors: make(map[Conn]*visitor), limit: limit}
	for _, r := range keep(records, limit) {
		h := s.house(r.Address)
		h.wrong, h.blocked, h.why = r.Wrong, r.Blocked, r.Why
	}
	return s
}

// Records is what is to be kept on disk, sorted by address: every household with
// wrong tries, tries in flight (as wrong) or a block.
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

func (h *house) remembered() bool { return h.blocked || h.wrong+h.trying > 0 }

func (h *house) record() Record {
	return Record{Address: h.address, Wrong: h.wrong + h.trying, Blocked: h.blocked, Why: h.why}
}

// house finds or makes a household and notes the visit.
func (s *State) house(p netip.Prefix) *house {
	h, ok := s.houses[p]
	if !ok {
		h = &house{address: p}
		s.houses[p] = h
	}
	s.visits++
	h.visited = s.visits
	return h
}

// forget drops a household that nothing is known of.
func (s *State) forget(h *house) {
	if !h.remembered() && len(h.visitors) == 0 {
		delete(s.houses, h.address)
	}
}

// bound makes room after a household became worth remembering: the least worth
// keeping go, the oldest of their kind. One that is connected stays.
func (s *State) bound() {
	for len(s.houses) > s.limit {
		least, count := s.leastWorth()
		if count <= s.limit || least == nil {
			return
		}
		delete(s.houses, least.address)
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
	if a, b := rank(h.blocked, h.why), rank(o.blocked, o.why); a != b {
		return a < b
	}
	return h.visited < o.visited
}

// Blocked tells whether nobody is let in from an address.
func (s *State) Blocked(a netip.Addr) bool {
	h, ok := s.houses[Household(a)]
	return ok && h.blocked
}
