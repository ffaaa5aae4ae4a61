package igd

import (
	"context"
	"errors"
	"maps"
	"net/netip"
	"slices"
	"time"
)

const maxPlaces = 16 // descriptions that a search fetches

// Discover looks for those of the given gateways that map ports, each of which
// is found once, and calls found for each from the caller's goroutine as soon as
// it is described; the search for the others waits meanwhile. IPv6 gateways are
// kept for pinholes and not asked now. It returns when ctx ends, when all IPv4
// gateways were found, or when the search is over: after two seconds, and twelve
// at most if a router is slow. The error is ErrNotFound if there was none, with
// the system's if nothing could be sent.
func Discover(ctx context.Context, gateways []netip.Addr, found func(*Device)) error {
	return network.discover(ctx, gateways, found)
}

func (s search) discover(ctx context.Context, gateways []netip.Addr, found func(*Device)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	t := tour{search: s, stop: cancel, found: found, left: map[netip.Addr]*quest{}}
	var questions []question
	for _, g := range gateways {
		if g = g.Unmap(); g.Is6() {
			t.gateways6 = append(t.gateways6, g)
		} else if g.IsValid() && t.left[g] == nil {
			t.left[g] = &quest{done: make(chan struct{})}
			questions = append(questions, s.questions(g, t.left[g])...)
		}
	}
	asked := maps.Clone(t.left)
	answers, err := ask(ctx, questions, func(a netip.Addr) bool { return asked[a] != nil })
	t.run(ctx, answers)
	if len(t.left) == len(asked) {
		return errors.Join(ErrNotFound, err, ctx.Err())
	}
	return nil
}

// tour is one search for all gateways. All but describing is done by one
// goroutine.
type tour struct {
	search    search
	stop      func() // ends all that is under way
	found     func(*Device)
	gateways6 []netip.Addr
	left      map[netip.Addr]*quest // not found yet
	seen      []heard
}

// result is of a description that was under way.
type result struct {
	from   netip.Addr
	device *Device // nil: it was of no use
}

// run goes on until there is nothing left to wait for.
func (t *tour) run(ctx context.Context, answers <-chan heard) {
	results := make(chan result)
	settled := make(chan netip.Addr, maxPlaces)
	for pending := 0; answers != nil || pending > 0; {
		select {
		case h, ok := <-answers:
			if !ok {
				answers = nil
			} else if t.isNew(h) {
				pending++
				go func() { results <- t.look(ctx, h) }()
			}
		case r := <-results:
			pending--
			if t.take(r) {
				time.AfterFunc(t.search.settle, func() { settled <- r.from })
			}
		case g := <-settled:
			t.tell(g)
		}
	}
}

// isNew tells whether an answer names a place that is still to be looked at.
func (t *tour) isNew(h heard) bool {
	q := t.left[h.remote]
	if q == nil || len(t.seen) == maxPlaces || slices.ContainsFunc(t.seen, h.samePlace) {
		return false
	}
	t.seen = append(t.seen, h)
	q.busy.Add(1)
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

// take keeps the best device of a router, and tells of it if there is no other
// description to wait for. It reports whether others have just got their last
// chance.
func (t *tour) take(r result) (last bool) {
	q := t.left[r.from]
	if q == nil {
		return false
	}
	old, others := q.best, q.busy.Add(-1)
	if r.device != nil && (old == nil || r.device.better(old)) {
		q.best = r.device
	}
	if others == 0 {
		t.tell(r.from)
		return false
	}
	return old == nil && q.best != nil
}

// tell ends the search for a gateway if it is found. The caller learns of it
// when nobody is asked any more, since answering keeps routers busy.
func (t *tour) tell(gateway netip.Addr) {
	q := t.left[gateway]
	if q == nil || q.best == nil {
		return
	}
	delete(t.left, gateway)
	close(q.done)
	if len(t.left) == 0 {
		t.stop()
	}
	t.found(q.best)
}

func (d *Device) better(than *Device) bool {
	if d.Firewall6() != than.Firewall6() {
		return d.Firewall6()
	}
	return slices.Index(connections, d.connection.kind) < slices.Index(connections, than.connection.kind)
}
