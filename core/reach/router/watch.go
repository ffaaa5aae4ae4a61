package router

import (
	"context"
	"io"
	"slices"
	"time"

	"realtalk/core/reach/pcp"
)

// glance is how often the own addresses and gateways are looked at.
const glance = 5 * time.Second

// slept is how much longer than that a pause has to be, by the clock on the
// wall, to be taken for sleep; that a clock was set does no harm.
const slept = 10 * time.Second

// watch looks at the network again and again, and listens to routers, until ctx
// ends.
func (l *loop) watch(ctx context.Context, wake <-chan struct{}) {
	var ears ears
	defer ears.close()
	ticker := time.NewTicker(glance)
	defer ticker.Stop()
	var before network
	var looked time.Time // by the clock on the wall
	for woken := false; ctx.Err() == nil; {
		seen, now := l.world.look(), time.Now().Round(0)
		woken = woken || !looked.IsZero() && absolute(now.Sub(looked)-glance) > slept
		if changed := !seen.same(before); changed || woken || looked.IsZero() {
			if changed {
				ears.open(l.world, func(a pcp.Announcement) { l.give(ctx, a) })
			}
			l.give(ctx, look{seen, woken})
		}
		before, looked, woken = seen, now, false
		select {
		case <-wake:
			woken = true
		case <-ticker.C:
		case <-ctx.Done():
		}
	}
}

func absolute(d time.Duration) time.Duration { return max(d, -d) }

func (n network) same(o network) bool {
	return n.gateway == o.gateway && n.inside == o.inside && slices.Equal(n.near, o.near) &&
		slices.Equal(n.global, o.global) && slices.Equal(n.own, o.own)
}

// ears listen to the cards that are there now. That they cannot only means that
// changes are noticed later.
type ears struct{ io.Closer }

func (e *ears) open(w world, on func(pcp.Announcement)) {
	e.close()
	e.Closer, _ = w.listen(on)
}

func (e *ears) close() {
	if e.Closer != nil {
		_ = e.Closer.Close()
	}
}
