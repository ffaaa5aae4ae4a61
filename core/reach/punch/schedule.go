package punch

import "time"

// How the fresh pairs follow each other, and how long the steady ones wait. The
// package comment has the sums.
const (
	udpPeriod = 125 * time.Millisecond // from one fresh UDP pair to the next
	tcpPeriod = 400 * time.Millisecond // the same for TCP

	sweepStep = 20 * time.Millisecond  // between neighbouring clock differences
	sweepNear = 120 * time.Millisecond // differences that are tried often
	sweepFar  = time.Second            // the largest difference that is tried

	probeGap = 200 * time.Millisecond // between probes to one that was not heard
	talkGap  = 100 * time.Millisecond // between probes to one that was heard
	freshFor = 1500 * time.Millisecond
	talkFor  = 3 * time.Second // of a fresh pair once the other was heard

	rest = 3 * time.Second // without new pairs after a way opened: it may be enough
)

// due is the time of one pair, by the clock of the one who dials. Both dial a
// pair at the same moment if the host's clock runs ahead by as much as the
// pair's shift says.
type due struct {
	pair int64
	at   time.Time
}

// next gives the pair that is due after another one: later, or at the same time
// and with a larger number.
func (d due) next(r role, period time.Duration) due {
	if r == guest {
		pair := d.at.UnixNano()/int64(period) + 1
		return due{pair, time.Unix(0, pair*int64(period))}
	}
	first := d.at.Add(-sweepFar).UnixNano() / int64(period)
	last := d.at.Add(sweepFar+period).UnixNano()/int64(period) + 1
	var soonest due
	for pair := first; pair <= last; pair++ {
		candidate := due{pair, time.Unix(0, pair*int64(period)).Add(shift(pair))}
		if d.before(candidate) && (soonest.at.IsZero() || candidate.before(soonest)) {
			soonest = candidate
		}
	}
	return soonest
}

func (d due) before(other due) bool {
	if d.at.Equal(other.at) {
		return d.pair < other.pair
	}
	return d.at.Before(other.at)
}

// shift is the clock difference that a pair is for. Every second pair is for a
// small one, as most computers ask a time server; the others for larger ones.
func shift(pair int64) time.Duration {
	const (
		near = int64(sweepNear / sweepStep)
		far  = int64(sweepFar / sweepStep)
	)
	turn := pair / 2
	if pair%2 == 0 {
		return time.Duration(sweep(turn, 2*near+1)-near) * sweepStep
	}
	step := sweep(turn, 2*(far-near)) - far
	if step >= -near {
		step += 2*near + 1 // the small ones are left out
	}
	return time.Duration(step) * sweepStep
}

// sweep goes through all of n, which 3 does not divide, in steps of 3: so every
// third was tried after a third of the time.
func sweep(turn, n int64) int64 { return turn * 3 % n }
