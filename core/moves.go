package core

import (
	"context"
	"net"
	"net/netip"
	"slices"
	"time"

	"realtalk/core/link"
)

const (
	// moveGlance is how often a member looks whether its computer has other
	// addresses than before. It costs a fraction of a millisecond.
	moveGlance = time.Second
	// slept is how much longer than that a pause has to be, by the clock on the
	// wall, to be taken for sleep. A clock that was set does no harm.
	slept = 10 * time.Second
)

// moves notices that this computer is elsewhere, or that it slept.
type moves struct {
	addresses func() []netip.Addr // of cards in use, sorted
	clock     func() time.Time    // on the wall
}

func thisComputer() moves { return moves{addresses: addressesInUse, clock: time.Now} }

// watch calls moved for each change until ctx ends: with what tells a connection
// over which nothing can pass any more.
func (m moves) watch(ctx context.Context, moved func(dead func(*link.Conn) bool)) {
	ticker := time.NewTicker(moveGlance)
	defer ticker.Stop()
	before, looked := m.addresses(), m.clock().Round(0)
	for {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
		now, at := m.addresses(), m.clock().Round(0)
		woke := at.Sub(looked)-moveGlance > slept
		if woke || !slices.Equal(now, before) {
			moved(func(c *link.Conn) bool { return woke || gone(now, c.LocalAddr().Addr()) })
		}
		before, looked = now, at
	}
}

// gone tells whether an address is not among those in use.
func gone(inUse []netip.Addr, a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	return a.IsValid() && !a.IsUnspecified() && !slices.Contains(inUse, a)
}

// addressesInUse asks the system, and sends nothing. None: it does not tell.
func addressesInUse() []netip.Addr {
	cards, _ := net.Interfaces()
	var all []netip.Addr
	for _, card := range cards {
		if card.Flags&net.FlagUp == 0 || card.Flags&net.FlagRunning == 0 {
			continue
		}
		addrs, _ := card.Addrs()
		for _, a := range addrs {
			if p, err := netip.ParsePrefix(a.String()); err == nil {
				all = append(all, p.Addr().Unmap())
			}
		}
	}
	slices.SortFunc(all, netip.Addr.Compare)
	return all
}
