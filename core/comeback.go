package core

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"time"

	"realtalk/core/link"
	"realtalk/core/reach"
	"realtalk/core/resume"
	"realtalk/core/wire"
)

// errNoPlace: there is nothing to come back to, or not for who asks.
var errNoPlace = errors.New("no place to come back to")

// broke keeps the place of a member whose connection ended for comeBackTime, unless
// the member has left or another connection took over.
func (h *host) broke(p *place, conn *link.Conn) {
	if !p.lasting.broken(conn) {
		if !p.lasting.isBroken() && !p.lasting.stands() {
			h.hand(input{from: p, err: net.ErrClosed})
		}
		return
	}
	if !h.relay.do(func() { h.relay.absent(p) }) {
		p.lasting.Finish(nil)
	}
}

// stands tells whether there is a connection in use.
func (l *lasting) stands() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.conn != nil
}

// absent tells the others that a member's connection broke, and waits for it.
func (r *relay) absent(p *place) {
	if p.gone {
		return
	}
	if !p.listed {
		r.remove(p, wire.Departure{Reason: uint8(LeftLost)}, nil)
		return
	}
	p.patience = time.AfterFunc(r.comeBack, func() {
		select {
		case r.in <- input{from: p, err: net.ErrClosed}:
		case <-r.done:
		}
	})
	r.toOthers(p, &wire.Absent{Member: p.index, Epoch: r.number, Away: 1})
}

// back tells the others that a member is there again.
func (r *relay) back(p *place) (ok bool) {
	if p.gone {
		return false
	}
	if p.patience != nil {
		p.patience.Stop()
		p.patience = nil
		r.toOthers(p, &wire.Absent{Member: p.index, Epoch: r.number, Away: 0})
	}
	return true
}

// proved gives the secret by which a guest has proved itself.
func (l *lasting) proved(exporter [32]byte, f *wire.Resume) (resume.Key, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.over:
	case resume.Same(f.Proof, l.key.Guest(exporter, f.Frames)):
		return l.key, true
	case l.past != nil && resume.Same(f.Proof, l.past.Guest(exporter, f.Frames)):
		return *l.past, true
	}
	return resume.Key{}, false
}

// rotate makes the secret of the next connection; the one that was used counts until
// something has come over the new connection.
func (l *lasting) rotate(used resume.Key, exporter [32]byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.key, l.past = used.Next(exporter), &used
}

// takeBack gives a member its place again over another connection. No password is
// asked for and no try is counted.
func (h *host) takeBack(conn *link.Conn, id wire.ID, f *wire.Resume, claim func() bool) (*place, error) {
	var p *place
	h.relay.do(func() { p = h.relay.find(id) })
	if p == nil || p.lasting == nil || !p.listed {
		return nil, errNoPlace
	}
	l, exporter := p.lasting, conn.Exporter()
	key, ok := l.proved(exporter, f)
	if !ok {
		return nil, errNoPlace
	}
	l.drop()
	l.reading.Lock() // what came over the old connection is counted and in order
	defer l.reading.Unlock()
	conn.Admitted()
	got := l.count()
	err := conn.Write(&wire.Resumed{Frames: got, Proof: key.Host(exporter, got)})
	l.rotate(key, exporter)
	if err == nil {
		err = l.moveTo(conn, f.Frames)
	}
	back := false
	h.relay.do(func() {
		if err == nil && claim() {
			p.claim, p.address, back = claim, conn.RemoteAddr().Addr(), h.relay.back(p)
		} else if err != nil && p.patience == nil {
			h.relay.absent(p)
		}
	})
	if !back {
		return nil, errNoPlace
	}
	return p, nil
}

const (
	backPause = 250 * time.Millisecond // the first gap between two tries to come back
	backMost  = 8 * time.Second        // the longest
)

// comeBack makes another connection for a line that broke, for as long as the host
// keeps the place.
func (g *guest) comeBack(ctx context.Context, l *lasting) (*link.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, g.cfg.comeBack)
	defer cancel()
	g.chat.events.put(ConnectionLost{})
	for pause := backPause; ; pause = min(2*pause, backMost) {
		conn, err := g.tryBack(ctx, l)
		if err == nil {
			g.chat.events.put(ConnectionBack{})
			return conn, nil
		}
		if ctx.Err() != nil || final(err) || errors.Is(err, resume.ErrCount) || errors.Is(err, ErrImpostor) {
			return nil, err
		}
		select {
		case <-time.After(pause/2 + rand.N(pause/2)):
		case <-ctx.Done():
			return nil, err
		}
	}
}

func (g *guest) tryBack(ctx context.Context, l *lasting) (*link.Conn, error) {
	to, err := g.dial(ctx)
	if err != nil {
		return nil, err
	}
	if err := g.goOn(to, l); err != nil {
		to.conn.Close()
		return nil, err
	}
	return to.conn, nil
}

// goOn takes the place again over a connection.
func (g *guest) goOn(to answered, l *lasting) error {
	if to.greeting.Chat != g.greeting.Chat || to.greeting.Identity != g.greeting.Identity {
		return ErrOtherChat
	}
	exporter, got := to.conn.Exporter(), l.count()
	if err := to.conn.Write(&wire.Resume{Frames: got, Proof: l.key.Guest(exporter, got)}); err != nil {
		return err
	}
	f, err := opened(to.conn.Read(stepTimeout))
	if err != nil {
		return err
	}
	resumed, ok := f.(*wire.Resumed)
	if !ok || !resume.Same(resumed.Proof, l.key.Host(exporter, resumed.Frames)) {
		return ErrImpostor
	}
	to.conn.Admitted()
	l.rotate(l.key, exporter)
	return l.moveTo(to.conn, resumed.Frames)
}

// ways are those of the invite and the one by which this guest came.
func (g *guest) ways() []reach.Line {
	if !g.dialled.IsValid() {
		return g.cfg.Lines
	}
	came := reach.Line{Host: g.dialled.Addr().String(), Port: g.dialled.Port()}
	for _, l := range g.cfg.Lines {
		if l == came {
			return g.cfg.Lines
		}
	}
	return append([]reach.Line{came}, g.cfg.Lines...)
}
