package alarm

import "time"

// State is the whole machine. One goroutine may use it at a time.
type State struct {
	tries   *gathering // wrong ones
	knocks  *gathering // by what blocks them
	ration  ration     // of notices of knocks
	failed  window     // empty in an attack, as is crowded
	crowded window
	attack  *attack   // nil if there is none
	over    time.Time // when the last one was
}

// New makes a machine that has heard nothing yet.
func New() *State {
	return &State{tries: newGathering(GatherPause), knocks: newGathering(RefusedPause)}
}

// Attack tells whether there is one.
func (s *State) Attack() bool { return s.attack != nil }

// Next is when a Tick is due; zero: never. Every Step may change it.
func (s *State) Next() time.Time {
	next := earlier(s.tries.next(), earlier(s.knocks.next(), s.ration.when()))
	if s.attack != nil {
		next = earlier(next, s.attack.next())
	}
	return next
}

// earlier gives the earlier of two times; zero is never.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
