package core

import "time"

// signed remembers when this member signed its newest heads.
type signed struct {
	newest uint32
	times  [keptTimes]time.Time // by number
}

// keptTimes reaches back further than silenceAlarm, also where many come and go.
const keptTimes = 256

func (s *signed) add(number uint32, now time.Time) {
	s.newest = number
	s.times[number%keptTimes] = now
}

// at gives when head number was signed; zero: there is none, or it is too long ago
// to matter.
func (s *signed) at(number uint32) time.Time {
	if number == 0 || number > s.newest || s.newest-number >= keptTimes {
		return time.Time{}
	}
	return s.times[number%keptTimes]
}
