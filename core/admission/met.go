package admission

import (
	"cmp"
	"net/netip"
	"strings"
	"unicode"
)

// MaxMet bounds the households whose names are in memory.
const MaxMet = 1024

// acquaintance is a household that somebody came in from.
type acquaintance struct {
	name  string
	visit uint64
}

// Known tells whether somebody from an address's household was Met, as far back as
// memory goes, and the address is not blocked.
func (s *State) Known(a netip.Addr) bool {
	_, ok := s.met[Household(a)]
	return ok && !s.Blocked(a)
}

func (s *State) meet(in Met) {
	p := Household(in.Addr)
	if !p.IsValid() {
		return
	}
	s.visits++
	s.met[p] = acquaintance{cmp.Or(cut(in.Name, MaxName), s.met[p].name), s.visits}
	if len(s.met) > MaxMet {
		delete(s.met, s.metLongestAgo())
	}
}

func (s *State) metLongestAgo() (oldest netip.Prefix) {
	first := s.visits
	for p, a := range s.met {
		if a.visit < first {
			oldest, first = p, a.visit
		}
	}
	return oldest
}

// name is the last that somebody from a household used: the record's own, or
// the one in memory.
func (s *State) name(p netip.Prefix) string {
	if h, ok := s.houses[p]; ok && h.Name != "" {
		return h.Name
	}
	return s.met[p].name
}

// cut leaves of a text what can be seen, in one line, and of that whole runes
// within limit bytes. What is invisible could hide a part of a name, or turn
// around what stands beside it.
func cut(text string, limit int) string {
	text = strings.Map(visible, strings.ToValidUTF8(text, ""))
	return strings.ToValidUTF8(text[:min(len(text), limit)], "")
}

// visible drops control and format characters; line breaks and tabs become
// spaces.
func visible(r rune) rune {
	switch {
	case unicode.IsGraphic(r):
		return r
	case unicode.IsSpace(r):
		return ' '
	default:
		return -1
	}
}
