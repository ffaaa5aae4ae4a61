package core

import (
	"context"
	"net/netip"
	"time"

	"realtalk/core/reach/punch"
)

const (
	// againPause is how often a host looks whether somebody whom it dials is back.
	againPause = time.Second
	// againTime is how long a guest dials before it tries the open ways again.
	againTime = 20 * time.Second
)

// redial has dial run while the place waits, once at a time however often the member's
// connection breaks: each run may last for as long as the place is kept.
func (p *place) redial(ctx context.Context, dial func()) {
	for ctx.Err() == nil && p.lasting.waits() && p.redialing.CompareAndSwap(false, true) {
		dial()
		p.redialing.Store(false)
	}
}

// dialAgain dials a member who came by a reply line, as long as its place waits: the
// member does the same, and nobody has to paste anything.
func (h *host) dialAgain(ctx context.Context, p *place) {
	ctx, cancel := context.WithTimeout(ctx, h.relay.comeBack)
	defer cancel()
	turn := time.NewTicker(againPause)
	defer turn.Stop()
	for ctx.Err() == nil && p.lasting.waits() {
		h.dialOnce(ctx, p, turn.C)
		select {
		case <-turn.C:
		case <-ctx.Done():
		}
	}
}

// dialOnce dials until somebody said Hello over a way that opened, the member is back,
// or its time is over.
func (h *host) dialOnce(ctx context.Context, p *place, turn <-chan time.Time) {
	ctx, end := context.WithCancel(ctx)
	defer end()
	g := &dialled{reply: *p.reply, again: true, end: end}
	if h.dialing.begin(g) != nil {
		return
	}
	over := make(chan struct{})
	go func() {
		defer close(over)
		defer h.dialing.busy.Done()
		defer h.mishaps.contain()
		h.dialBack(ctx, *p.reply, g)
		h.dialing.finish(g)
	}()
	for {
		select {
		case <-turn:
			if !p.lasting.waits() {
				end()
			}
		case <-over:
			return
		}
	}
}

// meeting is how a guest and its host dialled each other.
type meeting struct {
	reply punch.Reply
	host  []netip.AddrPort
}

// again reaches the host that this guest lost: by the open ways, or as they met, if
// they had to dial each other.
func (g *guest) again(ctx context.Context) (answered, error) {
	if g.met == nil {
		return g.dial(ctx)
	}
	soon, cancel := context.WithTimeout(ctx, dialFirst)
	to, err := g.dial(soon)
	cancel()
	if err == nil || ctx.Err() != nil || final(err) {
		return to, err
	}
	ctx, cancel = context.WithTimeout(ctx, againTime)
	defer cancel()
	return g.punch(ctx, g.met.reply, g.met.host, nil)
}
