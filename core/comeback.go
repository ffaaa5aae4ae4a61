package core

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"realtalk/core/link"
	"realtalk/core/reach"
	"realtalk/core/resume"
	"realtalk/core/wire"
)

const (
	backPause = 250 * time.Millisecond // the first gap between two tries to come back
	backMost  = 8 * time.Second        // the longest
)

// errAnew: more was said meanwhile than the host keeps. The connection stands, and this
// user joins over it as a newcomer.
var errAnew = errors.New("too much was said meanwhile")

// comeBack makes another connection for a line that broke, for as long as the host
// keeps the place. With the connection may come errAnew. A change of this computer's network makes it try at once.
func (g *guest) comeBack(ctx context.Context, l *lasting) (*link.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, g.cfg.comeBack)
	defer cancel()
	told := g.tellLost(l)
	_ = g.pace.Wait(ctx) // the end of ctx is seen below
	var why error
	for pause := backPause; ; pause = min(2*pause, backMost) {
		conn, err := g.tryBack(ctx, l)
		if conn != nil {
			told.back()
			return conn, err
		}
		if why == nil || ctx.Err() == nil {
			why = err // and not that the time is over
		}
		if ctx.Err() != nil || hopeless(err) {
			told.stop()
			return nil, why
		}
		select {
		case <-time.After(pause/2 + rand.N(pause/2)):
		case <-g.moved:
			pause = backPause
		case <-ctx.Done():
		}
	}
}

// hopeless tells an answer that another try would hear again. That of somebody who
// does not prove to be the host is none.
func hopeless(err error) bool {
	var refused *RefusedError
	switch {
	case errors.As(err, &refused):
		return !passing(refused)
	default:
		return blockedThere(err) || errors.Is(err, resume.ErrCount) || errors.Is(err, errLineClosed)
	}
}

// lostWord is what the user is told of a break, if it lasts longer than a blip.
type lostWord struct {
	line  *lasting
	emit  func(Event)
	timer *time.Timer

	mu   sync.Mutex // guards what follows
	told bool
	over bool
}

func (g *guest) tellLost(l *lasting) *lostWord {
	w := &lostWord{line: l, emit: g.chat.events.put}
	w.timer = time.AfterFunc(min(blip, g.cfg.comeBack/2), w.lost)
	return w
}

func (w *lostWord) lost() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.over {
		w.told = true
		w.line.setLost(true, time.Now())
		w.emit(ConnectionLost{})
	}
}

// stop tells nothing any more.
func (w *lostWord) stop() {
	w.timer.Stop()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.over = true
}

// back tells that the line stands again, to who was told that it broke.
func (w *lostWord) back() {
	w.stop()
	if w.told {
		w.line.setLost(false, time.Now())
		w.emit(ConnectionBack{})
	}
}

// tryBack tries all ways once. It gives up when this computer's network changes: the
// next try may come through where this one waits.
func (g *guest) tryBack(ctx context.Context, l *lasting) (*link.Conn, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-g.moved:
			poke(g.moved) // for comeBack
			cancel()
		case <-ctx.Done():
		}
	}()
	to, err := g.again(ctx)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { to.conn.Close() })
	defer stop()
	err = g.goOn(to.conn, l)
	if err != nil && !errors.Is(err, errAnew) {
		to.conn.Close()
		return nil, err
	}
	g.dialled = to.dialled
	return to.conn, err
}

// goOn takes the place again over a connection.
func (g *guest) goOn(conn *link.Conn, l *lasting) error {
	key, exporter, got := l.secret(), conn.Exporter(), l.count()
	if err := conn.Write(&wire.Resume{Frames: got, Proof: key.Guest(exporter, got)}); err != nil {
		return err
	}
	f, err := opened(conn.Read(stepTimeout))
	if err != nil {
		return err
	}
	resumed, ok := f.(*wire.Resumed)
	if !ok || !resume.Same(resumed.Proof, key.Host(exporter, resumed.Frames)) {
		return ErrImpostor
	}
	conn.Admitted()
	l.rotate(key, exporter)
	if resumed.Frames == wire.Anew {
		return errAnew
	}
	return l.moveTo(conn, resumed.Frames)
}

// ways are the one by which this guest came last, those that the host has told since,
// and those of the invite.
func (g *guest) ways() []reach.Line {
	var ways []reach.Line
	if g.dialled.IsValid() {
		ways = append(ways, reach.Line{Host: g.dialled.Addr().String(), Port: g.dialled.Port()})
	}
	for _, l := range slices.Concat(g.told, g.cfg.Lines) {
		if !slices.Contains(ways, l) {
			ways = append(ways, l)
		}
	}
	return ways
}

// hear takes what the host says of the ways to it.
func (g *guest) hear(f *wire.Ways) {
	g.told = nil
	for _, b := range f.Ways {
		if to, ok := wire.AddrPort(b); ok && to.Port() != 0 && !to.Addr().IsUnspecified() && !to.Addr().IsMulticast() {
			g.told = append(g.told, reach.Line{Host: to.Addr().String(), Port: to.Port()})
		}
	}
}
