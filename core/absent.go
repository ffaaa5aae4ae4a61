package core

import (
	"time"

	"realtalk/core/wire"
)

// awayMost is how long somebody may be said to be away: longer than a host keeps a
// place.
const awayMost = comeBackTime + 30*time.Second

// absences are those whose connection broke as the host says, and those who are just
// back: until when their silence is nothing to tell of. The user knows of each. It is
// the host's word alone, so it ends.
type absences map[wire.ID]absence

type absence struct {
	back  bool
	until time.Time
}

// excuse tells whether somebody's silence is nothing to tell of.
func (a absences) excuse(id wire.ID, now time.Time) bool { return now.Before(a[id].until) }

// absent passes the host's word on, once.
func (s *seat) absent(f *wire.Absent, now time.Time) {
	m, ok := s.room.At(int(f.Member))
	if !ok || f.Epoch != s.room.Number() || m.ID == s.self {
		return
	}
	back := f.Away == 0
	if old, known := s.away[m.ID]; known && old.back == back || !known && back {
		return
	}
	until := now.Add(awayMost)
	if back {
		until = now.Add(silenceAlarm)
		s.heardAt[m.ID] = now
	}
	s.away[m.ID] = absence{back, until}
	s.emit(MemberAway{Person: s.person(m), Back: back})
}
