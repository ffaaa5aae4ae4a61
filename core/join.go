package core

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"time"

	"realtalk/core/cpace"
	"realtalk/core/link"
	"realtalk/core/pgp"
	"realtalk/core/profile"
	"realtalk/core/reach"
	"realtalk/core/resume"
	"realtalk/core/room"
	"realtalk/core/wire"
)

// JoinConfig says where to join.
type JoinConfig struct {
	Identity *pgp.Identity
	Name     string
	Lines    []reach.Line // the ways in, best first
	Tag      reach.Tag    // of the chat, from an invite; zero if it is not known
	Reply    bool         // no way in is open: make a reply line, and dial each other
	Router   bool         // for that the own router may be asked
	Address  netip.Addr   // this computer's public address, if the user knows it

	Profile *profile.Profile // for what is open at the own router; nil: it is not written down

	stretch  func(password string, chat [32]byte) []byte // cpace.Stretch but in benchmarks
	comeBack time.Duration                               // comeBackTime but in tests
}

// What ends a join before it began; Ended.Err holds them.
var (
	// ErrImpostor: what answered took the password for right but does not know
	// it itself.
	ErrImpostor = errors.New("host does not know the password")
	// ErrWrongPasswords: three wrong passwords in a row.
	ErrWrongPasswords = errors.New("three wrong passwords")
	// ErrBlocked: the host does not take anybody from this address.
	ErrBlocked = errors.New("blocked by the host")
)

// Join joins a chat. It returns at once; a PasswordPrompt, Joined or Ended
// tells how it goes.
func Join(ctx context.Context, cfg JoinConfig) (*Chat, error) {
	name, err := room.CleanName(cfg.Name)
	if err != nil {
		return nil, err
	}
	cfg.Name = name
	if cfg.stretch == nil {
		cfg.stretch = cpace.Stretch
	}
	cfg.comeBack = cmp.Or(cfg.comeBack, comeBackTime)
	c := newChat(ctx)
	go c.visit(cfg)
	return c, nil
}

// visit runs a guest's stay from the dial to the end.
func (c *Chat) visit(cfg JoinConfig) {
	defer close(c.done)
	defer c.events.close()
	defer c.cancel()
	me, err := cfg.Identity.Participant()
	if err != nil {
		c.events.put(Ended{Reason: Failed, Err: fmt.Errorf("chat key: %w", err)})
		return
	}
	g := &guest{chat: c, cfg: cfg, me: me, identity: me.Fingerprint(), moved: make(chan struct{}, 1), pace: newBackPace()}
	defer func() { g.me.Destroy() }()
	defer g.ending.Wait()
	if err := g.enter(c.ctx); err != nil {
		c.events.put(notJoined(c.ctx, err))
		return
	}
	for {
		unsure, end := c.stay(g)
		if end == nil {
			c.events.put(Gap{Unsure: unsure})
			if err := g.anew(); err != nil {
				end = &Ended{Reason: Lost, Err: err}
			}
		}
		if end != nil {
			c.events.put(*end)
			return
		}
	}
}

// anew joins again over a connection by which too little came. Each stay has a key of
// its own.
func (g *guest) anew() error {
	me, err := g.cfg.Identity.Participant()
	if err != nil {
		return err
	}
	g.me.Destroy()
	g.me, g.told = me, nil
	return g.join()
}

// stay is the time in the chat. Without an end the user comes in anew, and of so many
// own messages nobody knows whether they were passed on.
func (c *Chat) stay(g *guest) (unsure int, end *Ended) {
	frames := make(chan wire.Frame, 64)
	stop := make(chan struct{})
	var lineErr error
	var reading sync.WaitGroup
	l := newLasting(g.conn, g.key)
	g.in = true
	ctx, cancel := context.WithCancel(c.ctx)
	reading.Go(func() { lineErr = g.pump(ctx, l, frames, stop) })
	reading.Go(func() {
		thisComputer().watch(ctx, func(dead func(*link.Conn) bool) {
			l.cut(dead)
			poke(g.moved)
		})
	})
	own := ownSpeech{meter: newSpeech()}
	send := func(f wire.Frame) {
		if wait := own.says(f, time.Now()); wait > 0 {
			c.events.put(Limited{For: wait})
		}
		if frame, err := wire.Append(nil, f); err == nil {
			_ = l.Send(frame) // a closed line is reported by its reader
		}
	}
	seat := newSeat(g.greeting.Chat, g.greeting.Identity, g.me, send, c.events.put, &c.view)
	seat.excused = l.excuses
	err := seat.run(c.ctx, frames, c.says)
	close(stop)
	cancel()
	var last []byte
	if err == nil {
		last = seat.farewell()
	}
	l.Finish(last)
	reading.Wait()
	if errors.Is(err, errLineClosed) && errors.Is(lineErr, errAnew) {
		g.key = l.secret()
		return len(seat.pending), nil
	}
	g.conn.Close()
	now := ended(err)
	if errors.Is(err, errLineClosed) {
		now = lost(lineErr)
	}
	return 0, &now
}

// lost is the end of somebody who did not come back.
func lost(err error) Ended {
	var refused *RefusedError
	switch {
	case blockedThere(err):
		return Ended{Reason: BlockedByHost, Err: err}
	case errors.Is(err, resume.ErrCount):
		return Ended{Reason: Failed, Err: err}
	case errors.As(err, &refused) && refused.Code == wire.RefusedClosing:
		return Ended{Reason: HostEnded, Err: err}
	default:
		return Ended{Reason: Lost, Err: err}
	}
}

// pump reads frames until the line or the seat ends. A connection that breaks is
// made anew.
func (g *guest) pump(ctx context.Context, l *lasting, frames chan<- wire.Frame, stop <-chan struct{}) (err error) {
	defer close(frames)
	defer g.chat.mishaps.containTo(&err)
	for {
		f, err := l.read(g.conn)
		if err != nil && !errors.Is(err, resume.ErrCount) && l.broken(g.conn) && ctx.Err() == nil {
			g.conn.Close()
			conn, failed := g.comeBack(ctx, l)
			if conn != nil {
				g.conn = conn
			}
			if failed != nil {
				return failed
			}
			continue
		}
		if err != nil {
			return err
		}
		if ways, ok := f.(*wire.Ways); ok {
			g.hear(ways)
			continue
		}
		select {
		case frames <- f:
		case <-stop:
			return nil
		}
	}
}

// farewell is the signed word that this member leaves by its own choice; nil
// if it cannot be signed.
func (s *seat) farewell() []byte {
	signature, err := s.me.Sign(room.LeaveContext(s.chat), s.room.LeaveStatement())
	if err != nil {
		return nil
	}
	frame, err := wire.Append(nil, &wire.Leave{Signature: signature})
	if err != nil {
		return nil
	}
	return frame
}

// notJoined turns what kept a guest out into the last event.
func notJoined(ctx context.Context, err error) Ended {
	var refused *RefusedError
	switch {
	case ctx.Err() != nil:
		return Ended{Reason: YouLeft}
	case errors.Is(err, ErrWrongPasswords):
		return Ended{Reason: WrongPasswords}
	case blockedThere(err):
		return Ended{Reason: BlockedByHost}
	case errors.Is(err, link.ErrBusy):
		return Ended{Reason: Failed, Err: &RefusedError{Code: wire.RefusedBusy}}
	case errors.Is(err, ErrImpostor):
		return Ended{Reason: Failed, Err: err}
	case errors.As(err, &refused):
		return Ended{Reason: Failed, Err: err}
	default:
		return Ended{Reason: Unreachable, Err: err}
	}
}
