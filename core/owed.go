package core

import (
	"time"

	"realtalk/core/room"
	"realtalk/core/wire"
)

// owed knows what others must have said by now that they have of this member's
// messages. A host alone cannot say it for them. The zero value is ready.
type owed struct {
	last  uint64 // number of the newest own message that came back
	marks []mark // when they came back, oldest first, silenceCheck apart
	due   uint64 // the newest that everybody should have
	by    map[wire.ID]*debt
}

type mark struct {
	seq uint64
	at  time.Time
}

// debt is of one stay of another member.
type debt struct {
	certificate wire.ID // made anew for each stay
	before      uint64  // own number when they came in: what was before is not owed
	told        bool    // that they have fallen behind
}

// said notes that an own message came back.
func (o *owed) said(seq uint64, now time.Time) {
	o.last = max(o.last, seq)
	if n := len(o.marks); n > 0 && now.Sub(o.marks[n-1].at) < silenceCheck {
		o.marks[n-1].seq = o.last
		return
	}
	o.marks = append(o.marks, mark{o.last, now})
}

// roll brings the notes up to date with who is in.
func (o *owed) roll(members []room.Member, self wire.ID) {
	old := o.by
	o.by = make(map[wire.ID]*debt, len(members))
	for _, m := range members {
		if m.ID == self {
			continue
		}
		d := old[m.ID]
		if d == nil || d.certificate != m.Certificate {
			d = &debt{certificate: m.Certificate, before: o.last}
		}
		o.by[m.ID] = d
	}
}

// check names everybody who has fallen behind and is not excused, once until they have
// caught up.
func (o *owed) check(now time.Time, has func(wire.ID) uint64, excused func(wire.ID) bool) []wire.ID {
	for len(o.marks) > 0 && now.Sub(o.marks[0].at) > silenceAlarm {
		o.due, o.marks = o.marks[0].seq, o.marks[1:]
	}
	var late []wire.ID
	for id, d := range o.by {
		behind := o.due > d.before && has(id) < o.due
		if behind && excused(id) {
			continue
		}
		if behind && !d.told {
			late = append(late, id)
		}
		d.told = behind
	}
	return late
}
