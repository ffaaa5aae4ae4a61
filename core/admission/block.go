package admission

import (
	"cmp"
	"maps"
	"net/netip"
	"slices"
	"time"
)

func (s *State) block(in Block) {
	p, ok := target(in.Prefix)
	until := end(in.Until)
	if !ok || !until.IsZero() && !until.After(s.now) {
		return
	}
	why := reason(p, in.Why, 0)
	if why == WhyHost && s.Room() == 0 && !s.blockedByHost(p) {
		return
	}
	h := s.house(p)
	before := h.Record
	h.Name = cmp.Or(cut(in.Name, MaxName), h.Name)
	h.Note = cmp.Or(cut(in.Note, MaxNote), h.Note)
	if h.Blocked {
		h.Why = why
	} else {
		s.shutInside(p)
		s.bar(h, why, p.Addr())
	}
	s.endAt(h, until)
	s.changed = s.changed || h.Record != before
	s.file(h)
}

// Room is how many more households and networks the host can block.
func (s *State) Room() int { return s.limit - s.kept[byHost].Len() }

func (s *State) blockedByHost(p netip.Prefix) bool {
	h, ok := s.houses[p]
	return ok && h.rank() == byHost
}

// bar blocks a household or a network until it is lifted. Addr is whose doing it
// was.
func (s *State) bar(h *house, why string, addr netip.Addr) {
	s.shut(h)
	h.Blocked, h.Why, h.Since, h.Name = true, why, moment(s.now), s.name(h.Address)
	s.changed = true
	s.tell(Notify{Kind: Blocked, Prefix: h.Address, Addr: addr, Why: why})
}

// shut closes a household's connections. Its tries in flight will not be judged
// any more and stay wrong.
func (s *State) shut(h *house) {
	for _, c := range h.visitors {
		delete(s.visitors, c)
		s.answer(Shut{c})
	}
	h.visitors, h.waiting = nil, nil
	h.Wrong, h.trying = h.Wrong+h.trying, 0
}

// shutInside closes the connections from a network's households, in the order of
// their addresses. One whose tries in flight bring it to six is blocked itself.
func (s *State) shutInside(network netip.Prefix) {
	if !wide(network) {
		return
	}
	inside := make(map[netip.Prefix]*house)
	for _, v := range s.visitors {
		if network.Contains(v.house.Address.Addr()) {
			inside[v.house.Address] = v.house
		}
	}
	for _, p := range slices.SortedFunc(maps.Keys(inside), netip.Prefix.Compare) {
		h := inside[p]
		s.shut(h)
		if h.Wrong == maxWrong {
			s.bar(h, WhyTries, p.Addr())
		}
		s.file(h)
	}
}

func (s *State) unblock(in Unblock) {
	p, _ := target(in.Prefix)
	h, ok := s.houses[p]
	if !ok {
		return
	}
	kept := 0
	if in.KeepTries {
		kept = min(h.Wrong, roundTries)
	}
	if !h.Blocked && h.Wrong == kept {
		return
	}
	s.lift(h, kept, false)
}

// lift ends a block, if there is one, and leaves so many wrong tries.
func (s *State) lift(h *house, wrong int, expired bool) {
	if h.Blocked {
		s.tell(Notify{Kind: Unblocked, Prefix: h.Address, Addr: h.Address.Addr(), Expired: expired})
	}
	h.Wrong, h.Blocked, h.Why = wrong, false, ""
	s.endAt(h, time.Time{})
	s.changed = true
	s.grant(h)
}

func (s *State) annotate(in Annotate) {
	p, _ := target(in.Prefix)
	h, ok := s.houses[p]
	if note := cut(in.Note, MaxNote); ok && h.remembered() && h.Note != note {
		h.Note = note
		s.changed = true
	}
}
