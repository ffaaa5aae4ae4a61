package link

import "net/netip"

// count is how many have come to a stage or farther.
func count(all []*opening, s stage) int {
	n := 0
	for _, p := range all {
		if p.stage >= s {
			n++
		}
	}
	return n
}

// crowd is how many openings a household or a network has at one stage. The two
// differ in length, or are the same. It is counted anew each time, in memory that
// is kept: a flood makes room thousands of times a second.
type crowd map[netip.Prefix]int

// busiest gives who at a stage has to go: the longest waiting of the busiest
// household of the busiest network; of equal ones, the longest waiting of all.
// Who is pinned counts, but does not go; nil: all are pinned.
func (c crowd) busiest(all []*opening, s stage) *opening {
	clear(c)
	for _, p := range all {
		if p.stage == s {
			c[p.house]++
			if p.network != p.house {
				c[p.network]++
			}
		}
	}
	var worst *opening
	for _, p := range all {
		if p.stage == s && !p.pinned && (worst == nil || c.busier(p, worst)) {
			worst = p
		}
	}
	return worst
}

func (c crowd) busier(a, b *opening) bool {
	if n, m := c[a.network], c[b.network]; n != m {
		return n > m
	}
	return c[a.house] > c[b.house]
}
