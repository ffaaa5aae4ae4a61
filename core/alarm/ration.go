package alarm

import (
	"net/netip"
	"time"
)

// ration bounds the notices of knocks, whoever knocks: RefusedSingly of them
// within RefusedWindow. Those over that become one, which is told as soon as it
// may be and is then one of them.
type ration struct {
	told [RefusedSingly]time.Time // a ring
	next int                      // of told, the earliest
	rest Notice                   // Times is zero if there is none
}

// take gives those that may be told now.
func (r *ration) take(now time.Time, notices ...Notice) []Notice {
	var told []Notice
	for _, n := range notices {
		if r.rest.Times > 0 || now.Before(r.free()) {
			r.hold(n)
			continue
		}
		r.told[r.next] = now
		r.next = (r.next + 1) % RefusedSingly
		told = append(told, n)
	}
	return told
}

// free is from when on there is room for another.
func (r *ration) free() time.Time { return r.told[r.next].Add(RefusedWindow) }

func (r *ration) hold(n Notice) {
	if r.rest.Times > 0 && r.rest.By != n.By {
		n.By = netip.Prefix{}
	}
	n.Times += r.rest.Times
	r.rest = n
}

// due gives the rest if there is room for it.
func (r *ration) due(now time.Time) []Notice {
	if r.rest.Times == 0 || now.Before(r.free()) {
		return nil
	}
	return r.take(now, r.drop())
}

// drop lets go of the rest.
func (r *ration) drop() (rest Notice) {
	rest, r.rest = r.rest, Notice{}
	return rest
}

// when is the time at which there will be room for the rest; zero if there is
// none.
func (r *ration) when() time.Time {
	if r.rest.Times == 0 {
		return time.Time{}
	}
	return r.free()
}
