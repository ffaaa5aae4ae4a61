package core

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"realtalk/core/cpace"
	"realtalk/core/link"
	"realtalk/core/pgp"
	"realtalk/core/reach"
	"realtalk/core/resume"
	"realtalk/core/wire"
)

// guest is a user on the way in.
type guest struct {
	chat     *Chat
	cfg      JoinConfig
	me       *pgp.Participant
	identity wire.ID
	conn     *link.Conn
	greeting *wire.Greeting
	tries    int            // on this connection
	early    chan incoming  // the frame that may come while the user types
	dialled  netip.AddrPort // where the host was found; zero if both dialled each other
	key      resume.Key     // to come back by
	met      *meeting       // nil: they did not have to dial each other
	in       bool           // there is a place to come back to, in the chat of greeting
	told     []reach.Line   // where the host says that it is
	moved    chan struct{}  // this computer's network changed; room for one
	pace     *rate.Limiter  // of returns
	ending   sync.WaitGroup
}

// incoming is a frame that was read, or why there is none.
type incoming struct {
	frame wire.Frame
	err   error
}

// enter dials, asks for the password until it is right, and says who comes.
// On success g.conn is in; on error it is closed.
func (g *guest) enter(ctx context.Context) error {
	err := g.patiently(ctx, func() error { return g.knock(ctx) })
	if err == nil {
		err = g.passwords(ctx)
	}
	if err == nil {
		err = g.join()
	}
	if err != nil && g.conn != nil {
		g.conn.Close()
	}
	return err
}

// knock connects and learns whose chat it is.
func (g *guest) knock(ctx context.Context) error {
	to, err := g.connect(ctx)
	if err != nil {
		return err
	}
	if g.conn != nil {
		g.conn.Close()
	}
	g.conn, g.tries, g.early, g.greeting, g.dialled = to.conn, 0, nil, to.greeting, to.dialled
	return nil
}

const (
	// busyPatience is how long a guest knocks at a host that has no room for it.
	busyPatience = time.Minute
	busyPause    = 2 * time.Second // at least, between two knocks; twice that at most
)

// patiently makes an attempt again for as long as the host is busy. A host under
// attack takes newcomers one after another, and sends away who does not fit in
// or waited longest: somebody who comes again gets in soon.
func (g *guest) patiently(ctx context.Context, attempt func() error) error {
	start := time.Now()
	for n := 0; ; n++ {
		err := attempt()
		if !errors.Is(err, link.ErrBusy) || time.Since(start) > busyPatience {
			return err
		}
		if n == 0 {
			g.chat.events.put(HostBusy{})
		}
		select {
		case <-time.After(busyPause + rand.N(busyPause)):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// answer gives the host's next frame, a refusal turned into an error.
func (g *guest) answer() (wire.Frame, error) {
	if g.early == nil {
		return opened(g.conn.Read(stepTimeout))
	}
	select {
	case in := <-g.early:
		g.early = nil
		return opened(in.frame, in.err)
	case <-time.After(stepTimeout):
		return nil, link.ErrSilent
	}
}

func opened(f wire.Frame, err error) (wire.Frame, error) {
	if err != nil {
		return nil, err
	}
	r, ok := f.(*wire.Refused)
	if !ok {
		return f, nil
	}
	switch r.Code {
	case wire.RefusedBlocked:
		return nil, ErrBlocked
	case wire.RefusedBusy:
		return nil, link.ErrBusy // as before TLS
	default:
		return nil, &RefusedError{Code: r.Code}
	}
}

// passwords asks the user and tries, until it is right or the host has had
// enough.
func (g *guest) passwords(ctx context.Context) error {
	left := int(g.greeting.Left)
	for {
		password, err := g.prompt(ctx, left)
		if err != nil {
			return err
		}
		right, now, err := g.try(ctx, password)
		if err != nil || right {
			return err
		}
		left = now
		g.chat.events.put(PasswordWrong{Left: left})
	}
}

func (g *guest) prompt(ctx context.Context, left int) (string, error) {
	select {
	case <-g.chat.password: // an answer to no question
	default:
	}
	g.chat.events.put(PasswordPrompt{Attempt: triesPerStrike - left + 1, Left: left})
	early := g.listen()
	for {
		select {
		case password := <-g.chat.password:
			return password, nil
		case in := <-early:
			if err := g.interrupted(in); err != nil {
				return "", err
			}
			early = nil
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

// listen reads ahead while the user types, so that a host that ends the chat
// is heard at once.
func (g *guest) listen() <-chan incoming {
	if g.early == nil {
		early, conn := make(chan incoming, 1), g.conn
		go func() {
			in := incoming{err: errProtocol}
			defer func() { early <- in }()
			defer g.chat.mishaps.containTo(&in.err)
			in.frame, in.err = conn.Read(0)
		}()
		g.early = early
	}
	return g.early
}

// interrupted takes what came while the user typed. A line that just closed is
// no reason to stop typing: it is made anew when there is something to say.
func (g *guest) interrupted(in incoming) error {
	var refused *RefusedError
	_, err := opened(in.frame, in.err)
	if errors.As(err, &refused) && !passing(refused) || errors.Is(err, ErrBlocked) {
		return err
	}
	g.early <- in // for who asks next
	return nil
}

// triesPerStrike is how many wrong passwords disconnect.
const triesPerStrike = 3

// try plays one password. A connection that was closed while the user typed
// is made anew; nothing was counted for it.
func (g *guest) try(ctx context.Context, password string) (right bool, left int, err error) {
	x, share, err := g.begin(password)
	if wentStale(err) && ctx.Err() == nil {
		err = g.patiently(ctx, func() error {
			err := g.knock(ctx)
			if err == nil {
				x, share, err = g.begin(password)
			}
			return err
		})
	}
	if err != nil {
		return false, 0, err
	}
	keys, err := x.Finish(share.Share, g.greeting.Identity[:])
	if err != nil {
		return false, 0, fmt.Errorf("%w: %w", ErrImpostor, err)
	}
	defer keys.Destroy()
	if err := g.conn.Write(&wire.Confirm{Tag: keys.Tag()}); err != nil {
		return false, 0, err
	}
	f, err := g.answer()
	if err != nil {
		return false, 0, err
	}
	if proof, ok := f.(*wire.Proof); ok {
		if !keys.Verify(proof.Tag) {
			return false, 0, ErrImpostor
		}
		g.key = keys.Export(resume.Label)
		return true, 0, nil
	}
	left, err = g.verdict(f)
	return false, left, err
}

// wentStale tells a line that died or was closed while the user typed from an
// answer of the host that a new connection would not change.
func wentStale(err error) bool {
	var refused *RefusedError
	switch {
	case err == nil, errors.Is(err, ErrBlocked), errors.Is(err, ErrWrongPasswords), errors.Is(err, errProtocol):
		return false
	case errors.As(err, &refused):
		return passing(refused)
	default:
		return true
	}
}

// passing tells a refusal that was meant for the connection, because it waited
// too long, from one that a new connection would hear again.
func passing(r *RefusedError) bool { return r.Code == wire.RefusedTooSlow }

// begin sends the guest's share and reads the host's. Verdicts and refusals
// are errors here that a new connection does not mend.
func (g *guest) begin(password string) (*cpace.Exchange, *wire.Share, error) {
	g.tries++
	secret := g.cfg.stretch(password, g.greeting.Chat)
	x, err := cpace.Start(cpace.Initiator, secret, channel(g.conn.Exporter(), g.tries), g.greeting.Chat[:], g.identity[:])
	if err != nil {
		return nil, nil, err
	}
	if err := g.conn.Write(&wire.Try{Share: x.Share()}); err != nil {
		return nil, nil, err
	}
	f, err := g.answer()
	if err != nil {
		return nil, nil, err
	}
	if share, ok := f.(*wire.Share); ok {
		return x, share, nil
	}
	_, err = g.verdict(f)
	return nil, nil, err
}

// verdict reads the host's answer to a wrong password.
func (g *guest) verdict(f wire.Frame) (left int, err error) {
	v, ok := f.(*wire.Verdict)
	if !ok {
		return 0, fmt.Errorf("%w: type %d", errProtocol, f.Type())
	}
	switch v.Code {
	case wire.VerdictWrong:
		return int(v.Left), nil
	case wire.VerdictDisconnected:
		g.chat.events.put(PasswordWrong{Left: 0})
		return 0, ErrWrongPasswords
	default:
		g.chat.events.put(PasswordWrong{Left: 0})
		return 0, ErrBlocked
	}
}

// join says who comes, now that both ends know that the other knows the
// password.
func (g *guest) join() error {
	entry, _, err := ownEntry(g.greeting.Chat, g.me, g.cfg.Name, bindingOf(g.conn.Exporter()), time.Now())
	if err != nil {
		return err
	}
	g.conn.Admitted()
	frame, err := wire.Append(nil, &wire.Join{
		Certificate: entry.Certificate, Name: entry.Name, Statement: entry.Statement,
		Dialled: wire.PutAddrPort(g.dialled),
	})
	if err != nil {
		return err
	}
	return g.conn.Send(frame)
}
