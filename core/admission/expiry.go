package admission

import (
	"cmp"
	"slices"
	"time"
)

// Next is when the next block ends by itself, zero if none does. A caller that
// wants the host to hear of it then makes a Step with Tick at that time.
func (s *State) Next() time.Time { return s.next }

// expire lifts the blocks that have ended, in the order of their ends.
func (s *State) expire() {
	if s.next.IsZero() || s.now.Before(s.next) {
		return
	}
	var ended []*house
	for _, h := range s.houses {
		if !h.Until.IsZero() && !h.Until.After(s.now) {
			ended = append(ended, h)
		}
	}
	slices.SortFunc(ended, func(a, b *house) int {
		return cmp.Or(a.Until.Compare(b.Until), a.Address.Compare(b.Address))
	})
	for _, h := range ended {
		s.lift(h, 0, true)
	}
	s.next = s.soonest()
}

// reschedule keeps Next right when the end of one block moved. Only when it was
// the next one are the others searched.
func (s *State) reschedule(from, to time.Time) {
	switch {
	case !to.IsZero() && (s.next.IsZero() || to.Before(s.next)):
		s.next = to
	case !from.IsZero() && from.Equal(s.next):
		s.next = s.soonest()
	}
}

func (s *State) soonest() (next time.Time) {
	for _, h := range s.houses {
		if !h.Until.IsZero() && (next.IsZero() || h.Until.Before(next)) {
			next = h.Until
		}
	}
	return next
}

// moment is a time as records hold it: UTC, whole seconds. One that JSON has no
// way to write becomes zero, or nothing could be saved any more.
func moment(t time.Time) time.Time {
	t = t.UTC().Truncate(time.Second)
	if t.Year() < 0 || t.Year() > 9999 {
		return time.Time{}
	}
	return t
}

// end is a block's end as records hold it, never sooner than it was given.
func end(t time.Time) time.Time {
	return moment(t.Add(time.Second - 1))
}
