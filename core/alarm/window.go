package alarm

import (
	"net/netip"
	"slices"
	"time"
)

// window holds the households whose last wrong try lies within AttackWindow.
// They are fewer than AttackHouses, or there is an attack.
type window []failing

// failing is such a household. What it did counts from its first wrong try on,
// as long as no AttackWindow passed without one.
type failing struct {
	house   netip.Prefix
	last    time.Time
	tries   int
	blocked bool // by its tries
}

// add counts a wrong try.
func (w window) add(now time.Time, n Notice) window {
	w = slices.DeleteFunc(w, func(f failing) bool { return now.Sub(f.last) > AttackWindow })
	i := slices.IndexFunc(w, func(f failing) bool { return f.house == n.House })
	if i < 0 {
		i = len(w)
		w = append(w, failing{house: n.House})
	}
	f := &w[i]
	f.last = now
	f.tries++
	f.blocked = f.blocked || n.Kind == Blocked
	return w
}
