package punch

import (
	"context"
	"sync"

	"realtalk/core/reach"
)

// Host dials the guest that wrote a reply and gives each path that opened to
// take, until the context ends or Patience is over; it closes none of them. The
// port is the chat's own at this computer: no other path may use it. take runs
// on goroutines of Host, one call at a time, and should not block.
//
// The error is ErrNoWay if no path opened.
func Host(ctx context.Context, r Reply, port uint16, take func(Path), options ...Options) error {
	o := only(options)
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	a := newAttempt(host, r.Secret, targets(r.Addresses, o.lab), o.lab)
	if len(a.peers) == 0 {
		return ErrNoWay
	}
	a.avoid = port
	var taking sync.Mutex
	a.opened = func(p Path) {
		taking.Lock()
		defer taking.Unlock()
		if ctx.Err() != nil {
			p.close()
			return
		}
		take(p)
	}
	local, _ := reach.LocalAddresses() // an error: the system chooses
	a.own = sources(local)
	a.start(ctx)
	for _, door := range r.Addresses {
		if door.Port() != 0 {
			a.running.Go(func() { a.knock(ctx, door) })
		}
	}
	if o.Progress != nil {
		a.running.Go(func() { a.report(ctx, o.Progress) })
	}
	<-ctx.Done()
	a.running.Wait()
	if a.ways.Load() == 0 {
		return ErrNoWay
	}
	return nil
}
