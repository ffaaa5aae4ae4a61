package admission

import (
	"cmp"
	"container/heap"
	"time"
)

// Next is when the next block ends by itself, zero if none does. A caller that
// wants the host to hear of it then makes a Step with Tick at that time.
func (s *State) Next() time.Time {
	if len(s.ends) == 0 {
		return time.Time{}
	}
	return s.ends[0].Until
}

// expire lifts the blocks that have ended, in the order of their ends.
func (s *State) expire() {
	for len(s.ends) > 0 && !s.now.Before(s.ends[0].Until) {
		s.lift(s.ends[0], 0, true)
	}
}

// endAt sets when a block ends by itself.
func (s *State) endAt(h *house, until time.Time) {
	if !h.Until.IsZero() {
		heap.Remove(&s.ends, h.ending)
	}
	h.Until = until
	if !until.IsZero() {
		heap.Push(&s.ends, h)
	}
}

// ends is a heap of the blocks that end by themselves, the next one first.
type ends []*house

func (e ends) Len() int { return len(e) }

func (e ends) Less(i, j int) bool {
	return cmp.Or(e[i].Until.Compare(e[j].Until), e[i].Address.Compare(e[j].Address)) < 0
}

func (e ends) Swap(i, j int) {
	e[i], e[j] = e[j], e[i]
	e[i].ending, e[j].ending = i, j
}

// Push is for container/heap.
func (e *ends) Push(h any) {
	h.(*house).ending = len(*e)
	*e = append(*e, h.(*house))
}

// Pop is for container/heap.
func (e *ends) Pop() any {
	last := len(*e) - 1
	h := (*e)[last]
	(*e)[last] = nil
	*e = (*e)[:last]
	return h
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
