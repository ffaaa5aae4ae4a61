package core

import (
	"time"

	"realtalk/core/wire"
)

// A host could keep two people apart and tell neither: each would see the other
// on the list and believe that it has nothing to say. But whoever is in signs a
// head at least every headInterval, and what one says oneself comes back. So
// silence is a finding, too. What others sign tells which of one's own heads they
// have, so that signs of life that were kept in store are as old as they are.
const (
	// silenceAlarm is how long nothing genuine may come from a member who is
	// on the list. A head answers one that is headInterval old at most, and the
	// next comes as late; the rest is for the way. With silenceCheck it is told
	// within a minute.
	silenceAlarm = 2*headInterval + 10*time.Second
	// echoAlarm is how long an own message may take to come back.
	echoAlarm = 20 * time.Second
	// silenceCheck is how often that is looked at.
	silenceCheck = 5 * time.Second
)

// heardFrom notes that a head came from a member: it was alive when this member
// signed the newest one that it answers.
func (s *seat) heardFrom(id wire.ID) {
	at, others := s.heardAt[id]
	if when := s.signed.at(s.room.Knows(id)); others && when.After(at) {
		s.heardAt[id] = when
	}
}

// roll brings the notes up to date with a new list of people.
func (s *seat) roll(now time.Time) {
	old := s.heardAt
	s.heardAt = make(map[wire.ID]time.Time, len(old))
	for _, m := range s.room.Members() {
		if m.ID == s.self {
			continue
		}
		at, known := old[m.ID]
		if !known {
			at = now
		}
		s.heardAt[m.ID] = at
	}
	for id := range s.away {
		if _, in := s.heardAt[id]; !in {
			delete(s.away, id)
		}
	}
	s.owed.roll(s.room.Members(), s.self)
	s.due.silence.by(now.Add(silenceCheck))
}

// checkSilence tells of everybody who has fallen silent, once for each silence.
func (s *seat) checkSilence(now time.Time) {
	s.due.silence.at(now.Add(silenceCheck))
	if s.excused(now) || !s.woke.IsZero() && now.Sub(s.woke) < silenceAlarm {
		return
	}
	for _, m := range s.room.Members() {
		at, others := s.heardAt[m.ID]
		if others && !at.IsZero() && now.Sub(at) > silenceAlarm && !s.away.excuse(m.ID, now) {
			s.heardAt[m.ID] = time.Time{}
			s.alarm(Alarm{Kind: MemberSilent, Who: s.person(m)}, now)
		}
	}
	if len(s.pending) > 0 && now.Sub(s.pending[0].posted) > echoAlarm && !s.pending[0].missed {
		s.pending[0].missed = true
		i, _ := s.room.Index(s.host)
		host, _ := s.room.At(i)
		s.alarm(Alarm{Kind: NotPassedOn, Who: s.person(host), N: len(s.pending)}, now)
	}
	excused := func(id wire.ID) bool { return s.away.excuse(id, now) }
	for _, id := range s.owed.check(now, s.room.Has, excused) {
		i, _ := s.room.Index(id)
		m, _ := s.room.At(i)
		s.alarm(Alarm{Kind: NotReceived, Who: s.person(m)}, now)
	}
}
