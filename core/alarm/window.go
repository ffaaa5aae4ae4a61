package alarm

import (
	"net/netip"
	"slices"
	"time"
)

// window holds the households that did one thing within AttackWindow: failed, or
// had to make room. They are fewer than AttackHouses, or there is an attack.
type window []doer

// doer is such a household. What it did counts from the first time on, as long as
// no AttackWindow passed without another.
type doer struct {
	house   netip.Prefix
	last    time.Time
	tries   int
	blocked bool // by its tries
}

// at leaves those who are in the window at that time.
func (w window) at(now time.Time) window {
	return slices.DeleteFunc(w, func(d doer) bool { return now.Sub(d.last) > AttackWindow })
}

// add counts what a household did now.
func (w window) add(now time.Time, house netip.Prefix, tries int, blocked bool) window {
	w = w.at(now)
	i := slices.IndexFunc(w, func(d doer) bool { return d.house == house })
	if i < 0 {
		i = len(w)
		w = append(w, doer{house: house})
	}
	d := &w[i]
	d.last = now
	d.tries += tries
	d.blocked = d.blocked || blocked
	return w
}
