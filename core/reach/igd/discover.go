package igd

import (
	"context"
	"errors"
	"net/netip"
	"slices"
	"time"
)

const (
	maxPlaces = 16 // descriptions that a search fetches
	// how long one description of a router waits for another one of it that is
	// under way and may be better
	settle = 100 * time.Millisecond
)

// Discover looks for those of the given gateways that map ports, each of which
// is found once, and calls found for each from the caller's goroutine as soon as
// it is described. IPv6 gateways are kept for pinholes and not asked now. It
// returns when ctx ends, when all IPv4 gateways were found, or when the search is
// over: after two seconds, and twelve at most if a router is slow. The error
// is ErrNotFound if there was none, with the system's if nothing could be sent.
func Discover(ctx context.Context, gateways []netip.Addr, found func(*Device)) error {
	return network.discover(ctx, gateways, found)
}

func (s search) discover(ctx context.Context, gateways []netip.Addr, found func(*Device)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	t := tour{search: s, left: map[netip.Addr]bool{}, best: map[netip.Addr]*Device{}, busy: map[netip.Addr]int{}}
	for _, g := range gateways {
		if g = g.Unmap(); g.Is4() {
			t.left[g] = true
		} else if g.Is6() {
			t.gateways6 = append(t.gateways6, g)
		}
	}
	if len(t.left) == 0 {
		return ErrNotFound
	}
	asked := t.all()
	answers, err := ask(ctx, s.questions4(asked), func(a netip.Addr) bool { return slices.Contains(asked, a) })
	t.run(ctx, cancel, answers, found)
	if len(t.left) == len(asked) {
		return errors.Join(ErrNotFound, err, ctx.Err())
	}
	return nil
}

// tour is one search for all gateways. All but describing is done by one
// goroutine.
type tour struct {
	search    search
	gateways6 []netip.Addr
	left      map[netip.Addr]bool    // gateways not found yet
	best      map[netip.Addr]*Device // of those, what is known so far
	busy      map[netip.Addr]int     // descriptions under way
	seen      []heard
}

func (t *tour) all() []netip.Addr {
	var all []netip.Addr
	for g := range t.left {
		all = append(all, g)
	}
	return all
}

// result is of a description that was under way.
type result struct {
	from   netip.Addr
	device *Device // nil: it was of no use
}

// run goes on until there is nothing left to wait for. stop ends all that is
// under way.
func (t *tour) run(ctx context.Context, stop func(), answers <-chan heard, found func(*Device)) {
	results := make(chan result)
	settled := make(chan netip.Addr, maxPlaces)
	for pending := 0; answers != nil || pending > 0; {
		var ready netip.Addr
		select {
		case h, ok := <-answers:
			if !ok {
				answers = nil
			} else if t.isNew(h) {
				pending++
				t.busy[h.remote]++
				go func() { results <- t.look(ctx, h) }()
			}
		case r := <-results:
			pending--
			t.busy[r.from]--
			if t.prefer(r) && t.busy[r.from] > 0 {
				time.AfterFunc(settle, func() { settled <- r.from })
			}
			if t.busy[r.from] == 0 {
				ready = r.from
			}
		case ready = <-settled:
		}
		if d := t.best[ready]; d != nil && t.left[ready] && ctx.Err() == nil {
			delete(t.left, ready)
			found(d)
		}
		if len(t.left) == 0 || ctx.Err() != nil {
			stop()
		}
	}
}

// isNew tells whether an answer names a place that is still to be looked at.
func (t *tour) isNew(h heard) bool {
	old := slices.ContainsFunc(t.seen, func(o heard) bool { return o.remote == h.remote && o.place == h.place })
	if old || !t.left[h.remote] || len(t.seen) == maxPlaces {
		return false
	}
	t.seen = append(t.seen, h)
	return true
}

func (t *tour) look(ctx context.Context, h heard) result {
	d, err := h.describe(ctx, h.place)
	if err != nil {
		return result{from: h.remote}
	}
	d.search, d.gateways6 = t.search, t.gateways6
	return result{h.remote, d}
}

// prefer keeps the best device of a router. It tells whether it is the first.
func (t *tour) prefer(r result) bool {
	old := t.best[r.from]
	if r.device != nil && (old == nil || r.device.better(old)) {
		t.best[r.from] = r.device
	}
	return r.device != nil && old == nil
}

func (d *Device) better(than *Device) bool {
	if d.Firewall6() != than.Firewall6() {
		return d.Firewall6()
	}
	return slices.Index(connections, d.connection.kind) < slices.Index(connections, than.connection.kind)
}
