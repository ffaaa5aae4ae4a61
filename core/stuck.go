package core

import (
	"sync"
	"time"
)

// stuckPause is the time between two notices that nobody can come in.
const stuckPause = time.Minute

// stuckness tells the host that nobody can come in: not each time that a single
// newcomer takes what somebody else has just left.
type stuckness struct {
	mu    sync.Mutex // guards what follows
	told  time.Time
	stuck bool // as it was told last
}

// turn gives whether a change is to be told.
func (s *stuckness) turn(stuck bool, now time.Time) (tell bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if stuck == s.stuck || stuck && !s.told.IsZero() && now.Sub(s.told) < stuckPause {
		return false
	}
	s.stuck = stuck
	if stuck {
		s.told = now
	}
	return true
}

// stuck is told by the listener why nobody can come in; nil: they can again.
func (d *door) stuck(why error) {
	if d.stuckness.turn(why != nil, time.Now()) {
		d.emit(DoorStuck{Err: why, Over: why == nil})
	}
}
