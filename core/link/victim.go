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

// busiest gives who at a stage has to go: the longest waiting of the busiest
// household of the busiest network; of equal ones, the longest waiting of all.
// Who is pinned counts, but does not go; nil: all are pinned.
func busiest(all []*opening, s stage) *opening {
	crowd := map[netip.Prefix]int{} // of households and networks: they differ in length, or are the same
	for _, p := range all {
		if p.stage == s {
			crowd[p.house]++
			if p.network != p.house {
				crowd[p.network]++
			}
		}
	}
	var worst *opening
	for _, p := range all {
		if p.stage == s && !p.pinned && (worst == nil || busier(crowd, p, worst)) {
			worst = p
		}
	}
	return worst
}

func busier(crowd map[netip.Prefix]int, a, b *opening) bool {
	if crowd[a.network] != crowd[b.network] {
		return crowd[a.network] > crowd[b.network]
	}
	return crowd[a.house] > crowd[b.house]
}
