package punch

import (
	"context"
	"net/netip"
	"sync"
	"sync/atomic"
)

const maxTries = 4 // at a time

// Guest dials the host, whose public addresses are known from the invite, from
// the moment it is called until try says true, or the context ends (ErrNoWay).
// The ports of the addresses are not used. With no address and no Listener there
// is nothing to do, which is ErrNoWay at once.
//
// Each path that opened is given to try, which may take its time: it runs on
// goroutines of Guest, several at once. Once it said true the path is the
// caller's, the context of the others is cancelled, and Guest waits for them; it
// closes the paths of all that say false, and of one that says true too late. So
// try must end with its context, but not tie what it keeps to it, and the caller
// must keep the first only.
func Guest(ctx context.Context, r Reply, host []netip.AddrPort, try func(context.Context, Path) bool, options ...Options) error {
	o := only(options)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	a := newAttempt(guest, r.Secret, targets(host, o.lab), o.lab)
	if len(a.peers) == 0 && o.Listener == nil {
		return ErrNoWay
	}
	t := &tries{try: try, won: cancel}
	punched := make(chan struct{}, maxTries)
	a.opened = func(p Path) { t.begin(ctx, p, punched) }
	a.own = sources(addresses(r.Addresses))
	a.start(ctx)
	if o.Listener != nil {
		a.running.Go(func() { a.accept(ctx, o.Listener) })
	}
	if o.Progress != nil {
		a.running.Go(func() { a.report(ctx, o.Progress) })
	}
	<-ctx.Done()
	a.running.Wait()
	t.running.Wait()
	if !t.done.Load() {
		return ErrNoWay
	}
	return nil
}

func only(options []Options) Options {
	if len(options) == 0 {
		return Options{}
	}
	return options[0]
}

func addresses(all []netip.AddrPort) (addrs []netip.Addr) {
	for _, a := range all {
		addrs = append(addrs, a.Addr())
	}
	return addrs
}

// tries runs try on the paths that opened, until one is good.
type tries struct {
	try     func(context.Context, Path) bool
	won     func()
	done    atomic.Bool
	running sync.WaitGroup
}

// begin tries a path when one of the places is free.
func (t *tries) begin(ctx context.Context, p Path, places chan struct{}) {
	t.running.Go(func() {
		select {
		case places <- struct{}{}:
			t.run(ctx, p, places)
		case <-ctx.Done():
			p.close()
		}
	})
}

// run tries a path that has its place.
func (t *tries) run(ctx context.Context, p Path, places chan struct{}) {
	defer func() { <-places }()
	if ctx.Err() != nil || !t.try(ctx, p) || t.done.Swap(true) {
		p.close()
		return
	}
	t.won()
}
