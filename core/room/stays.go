package room

import "realtalk/core/wire"

// maxStays bounds the ended stays that are remembered, 32 bytes each.
const maxStays = 1 << 12

// stays are those that ended, by their certificates: each has one of its own. So a
// host cannot bring back somebody who has left, whose entry it has kept. The oldest
// are forgotten: for one of those a host has to have thousands leave in everybody's
// sight first. Who is brought back then is on every screen as somebody who joined, can
// sign nothing, and is told to be silent within a minute.
type stays struct {
	by    map[wire.ID]bool
	order []wire.ID
}

func (s *stays) add(gone []*person) {
	if s.by == nil {
		s.by = map[wire.ID]bool{}
	}
	for _, p := range gone {
		if s.by[p.Certificate] {
			continue
		}
		s.by[p.Certificate] = true
		s.order = append(s.order, p.Certificate)
	}
	for len(s.order) > maxStays {
		delete(s.by, s.order[0])
		s.order = s.order[1:]
	}
}

func (s *stays) has(m Member) bool { return s.by[m.Certificate] }
