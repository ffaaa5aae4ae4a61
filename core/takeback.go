package core

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"time"

	"realtalk/core/link"
	"realtalk/core/resume"
	"realtalk/core/wire"
)

// errNoPlace: there is nothing to come back to, or not for who asks.
var errNoPlace = errors.New("no place to come back to")

// blip is how long a break may last of which nobody is told, as long as they are few.
const blip = time.Second

// broke keeps the place of a member whose connection ended, unless the member has
// left or another connection took over.
func (h *host) broke(ctx context.Context, p *place, conn *link.Conn) {
	switch {
	case p.lasting.broken(conn):
		h.relay.do(func() { h.relay.absent(p) })
		if p.reply != nil {
			h.serving.Go(func() {
				defer h.mishaps.contain()
				p.redial(ctx, func() { h.dialAgain(ctx, p) })
			})
		}
	case p.lasting.isOver():
		h.hand(input{from: p, err: net.ErrClosed})
	}
}

// absent waits for a member whose connection broke, for comeBack. The others are
// told if it is not back soon.
func (r *relay) absent(p *place) {
	switch {
	case p.gone || p.patience != nil || !p.lasting.waits(): // known, or it was faster
	case !p.listed:
		r.remove(p, wire.Departure{Reason: uint8(LeftLost)}, nil)
	default:
		soon := min(p.lasting.breaks.blip(), r.comeBack/2)
		r.later(p, soon, func() {
			p.away = true
			p.lasting.breaks.told()
			r.toOthers(p, p.whereabouts(r.number))
			r.later(p, r.comeBack-soon, func() { r.take(input{from: p, err: net.ErrClosed}) })
		})
	}
}

// later does something in the relay's goroutine if p is not back by then.
func (r *relay) later(p *place, after time.Duration, do func()) {
	if p.patience != nil {
		p.patience.Stop()
	}
	var t *time.Timer
	t = time.AfterFunc(after, func() {
		r.do(func() {
			if p.patience == t {
				do()
			}
		})
	})
	p.patience = t
}

// whereabouts tells the others whether p is there.
func (p *place) whereabouts(epoch uint64) *wire.Absent {
	f := &wire.Absent{Member: p.index, Epoch: epoch}
	if p.away {
		f.Away = 1
	}
	return f
}

// back notes that a member is there again, perhaps from somewhere else; false: its
// place is gone.
func (r *relay) back(p *place, from netip.Addr) bool {
	if p.gone {
		return false
	}
	if p.patience != nil {
		p.patience.Stop()
		p.patience = nil
	}
	p.address = from
	r.remember(p)
	if p.away {
		p.away = false
		r.toOthers(p, p.whereabouts(r.number))
	}
	return true
}

// whose finds the place that somebody may come back to.
func (h *host) whose(id wire.ID) (p *place) {
	h.relay.do(func() {
		if found := h.relay.find(id); found != nil && found.listed && found.lasting != nil {
			p = found
		}
	})
	return p
}

// comesBack gives a member its place again. No place and no error: too much was sent
// meanwhile, and the member joins over this connection as a newcomer.
func (h *host) comesBack(a *arrival, f *wire.Resume) (*place, error) {
	p := h.whose(a.guest)
	if p == nil {
		return nil, errNoPlace
	}
	l, exporter := p.lasting, a.conn.Exporter()
	if _, ok := l.proved(exporter, f); !ok {
		return nil, errNoPlace
	}
	// One after another: of two connections that a guest made, both ends have to end
	// up with the same one and the same secret.
	l.returning.Lock()
	defer l.returning.Unlock()
	key, ok := l.proved(exporter, f)
	switch {
	case !ok:
		return nil, errNoPlace
	case h.door.blocked(a.conn.RemoteAddr().Addr()): // since it was greeted
		return nil, errBlocked
	case !l.breaks.mayReturn(l.waiting()):
		return nil, errCrowded
	}
	a.conn.Admitted()
	l.drop() // what its reader has not counted yet is sent again
	err := l.resume(a.conn, key, f)
	if errors.Is(err, resume.ErrFull) {
		a.key, err = h.anew(a.conn, p, key)
		return nil, err
	}
	return p, h.returned(p, a.conn, a.claim, err)
}

// anew tells a member for whom too much was sent meanwhile to join as a newcomer, and
// gives the secret of that stay.
func (h *host) anew(conn *link.Conn, p *place, key resume.Key) (resume.Key, error) {
	exporter := conn.Exporter()
	err := conn.Write(&wire.Resumed{Frames: wire.Anew, Proof: key.Host(exporter, wire.Anew)})
	p.lasting.rotate(key, exporter)
	h.relay.do(func() { h.relay.absent(p) }) // until the new stay begins
	return key.Next(exporter), err
}

// returned tells everybody and the door that a member is there again, or waits on if
// err tells that its new connection broke as well.
func (h *host) returned(p *place, conn *link.Conn, claim func() bool, err error) error {
	from := conn.RemoteAddr().Addr()
	if err == nil {
		h.door.met(from, p.member.Name) // before anybody can block who is there
	}
	if !h.relay.do(func() {
		switch {
		case errors.Is(err, resume.ErrCount):
			h.relay.dismiss(p, wire.EndProtocolError, LeftLost)
		case err != nil:
			h.relay.absent(p)
		case !claim():
			err = errClosing
		case !h.relay.back(p, from):
			err = errNoPlace
		}
	}) {
		return errClosing
	}
	if err != nil {
		return err
	}
	h.door.gone(conn.Token())
	if h.door.blocked(from) { // while it was on its way: who blocked did not see it here
		h.relay.do(func() { h.relay.dismiss(p, wire.EndBlocked, LeftKicked) })
	}
	return nil
}
