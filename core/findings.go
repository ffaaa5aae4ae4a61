package core

import (
	"errors"
	"time"

	"realtalk/core/room"
	"realtalk/core/wire"
)

// report turns what the room found missing or differing into alarms.
func (s *seat) report(findings []room.Finding, now time.Time) {
	for _, f := range findings {
		s.alarm(Alarm{Kind: alarmKinds[f.Kind], Who: s.person(f.Who), By: s.person(f.By), N: f.N}, now)
	}
}

var alarmKinds = map[room.FindingKind]AlarmKind{
	room.Gap:     MessagesMissing,
	room.Omitted: MessagesWithheld,
	room.Fork:    HistoryDiffers,
}

// refused tells that something sent as a member's was not taken. A stranger's
// index names nobody: the host made it up.
func (s *seat) refused(err error, from int, now time.Time) {
	if err == nil {
		return
	}
	m, ok := s.room.At(from)
	if !ok {
		host, _ := s.room.Index(s.host)
		m, _ = s.room.At(host)
	}
	who := s.person(m)
	kind := MessageRefused
	if errors.Is(err, room.ErrRepeat) {
		kind = MessageRepeated
	}
	s.alarm(Alarm{Kind: kind, Who: who, N: 1}, now)
}

// alarm emits an alarm, but not the same one again and again: who could send
// a thousand false messages could otherwise bury the chat under warnings.
func (s *seat) alarm(a Alarm, now time.Time) {
	if s.alarms.open(alarmKey{a.Kind, a.Who.ID, a.By.ID}, now) {
		s.emit(a)
	}
}

// alarmPause is how long the same alarm about the same people stays silent.
const alarmPause = 10 * time.Second

type alarmKey struct {
	kind    AlarmKind
	who, by wire.ID
}

// alarmGate remembers when each alarm was last given.
type alarmGate map[alarmKey]time.Time

func (g alarmGate) open(k alarmKey, now time.Time) bool {
	if last, ok := g[k]; ok && now.Sub(last) < alarmPause {
		return false
	}
	if len(g) > MaxMembers {
		clear(g)
	}
	g[k] = now
	return true
}
