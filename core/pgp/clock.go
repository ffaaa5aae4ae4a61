package pgp

import (
	"fmt"
	"time"
)

// Tolerance is how far ahead of this computer's clock something may claim to
// have been made: a day, and an hour for the time it travels.
const Tolerance = 25 * time.Hour

// checkTime gives the time at which things made at the given times are judged,
// the later of now and the newest of them. ErrClock if that is over Tolerance
// ahead.
func checkTime(now time.Time, made ...time.Time) (time.Time, error) {
	now = now.Round(0) // by the wall, as others see it: a clock may be set
	at := latest(append(made, now)...)
	if ahead := at.Sub(now); ahead > Tolerance {
		return time.Time{}, fmt.Errorf("%w: %v ahead", ErrClock, ahead.Round(time.Hour))
	}
	return at, nil
}

// wall gives the time by this computer's clock, which somebody may set at any
// moment; tests do.
var wall = func() time.Time { return time.Now().Round(0) }

// steady goes on from a time however the clock is set later. While the computer
// sleeps it may stand still, so it is behind the true time then.
type steady struct{ shown, since time.Time }

func steadyFrom(shown time.Time) steady { return steady{shown.Round(0), time.Now()} }

func (s steady) now() time.Time { return s.shown.Add(time.Since(s.since)) }

func latest(times ...time.Time) time.Time {
	var newest time.Time
	for _, t := range times {
		if t.After(newest) {
			newest = t
		}
	}
	return newest
}
