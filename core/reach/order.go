package reach

import (
	"net/netip"
	"slices"
)

// rank orders addresses: the lesser goes first, compared from the left.
type rank [5]int

type candidate struct {
	addr netip.Addr
	rank rank
}

// order gives the addresses that a guest of the same network can use, best
// first, each once.
func order(cards []card) []netip.Addr {
	var all []candidate
	for _, c := range cards {
		all = append(all, c.candidates()...)
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return slices.Compare(a.rank[:], b.rank[:]) })
	var addrs []netip.Addr
	for _, c := range all {
		if !slices.Contains(addrs, c.addr) {
			addrs = append(addrs, c.addr)
		}
	}
	return addrs
}

func (c card) candidates() []candidate {
	if !c.up {
		return nil
	}
	var all []candidate
	for _, a := range c.addrs {
		addr := a.addr.Unmap()
		if a.life == unusable || !usable(addr) {
			continue
		}
		all = append(all, candidate{addr, rank{
			one(c.virtual()), kind(addr), int(a.life), one(!c.outward), one(addr.IsPrivate()),
		}})
	}
	return all
}

func usable(addr netip.Addr) bool {
	return addr.IsValid() && joinable(addr) && !addr.IsLoopback() && !addr.IsLinkLocalUnicast()
}

func kind(addr netip.Addr) int {
	switch {
	case addr.Is6():
		return 2
	case addr.IsPrivate():
		return 0
	}
	return 1
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
