package core

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"time"

	"realtalk/core/link"
	"realtalk/core/reach"
	"realtalk/core/wire"
)

const (
	// dialPause is how long one way has for itself before the next is tried
	// beside it (RFC 8305 section 5 recommends 250 ms).
	dialPause = 250 * time.Millisecond
)

// ErrOtherChat: what answers is a chat, but not the one of the invite.
var ErrOtherChat = errors.New("another chat than that of the invite")

// Tried is one way in and why it led nowhere.
type Tried struct {
	Line reach.Line
	Err  error
}

// UnreachedError says that no way in led to the chat.
type UnreachedError struct{ Tried []Tried }

func (e *UnreachedError) Error() string {
	text := "no way in"
	for _, t := range e.Tried {
		text += fmt.Sprintf("; %s: %v", t.Line, t.Err)
	}
	return text
}

// Unwrap gives what each way said, in the order of the lines.
func (e *UnreachedError) Unwrap() []error {
	var all []error
	for _, t := range e.Tried {
		all = append(all, t.Err)
	}
	return all
}

// answered is a connection to a host that has said whose chat it is.
type answered struct {
	conn     *link.Conn
	greeting *wire.Greeting
	dialled  netip.AddrPort // zero if both dialled each other
}

// attempt is what became of one way.
type attempt struct {
	way int
	to  answered
	err error
}

// dial tries all ways side by side, the own network's first, and takes the first
// that leads to the chat. The others are closed, and gone when it returns.
func (g *guest) dial(ctx context.Context) (answered, error) {
	lines := inOrder(g.ways(), ownNetworks())
	ctx, cancel := context.WithCancel(ctx)
	r := race{lines: lines, results: make(chan attempt), errs: make([]error, len(lines))}
	defer r.drain()
	defer cancel()
	return r.run(ctx, func(line reach.Line) (answered, error) {
		conn, err := link.Dial(ctx, line.DialAddress())
		if err != nil {
			return answered{}, err
		}
		to, err := g.greet(ctx, conn)
		to.dialled = conn.RemoteAddr()
		return to, err
	})
}

// greet says Hello over a connection and learns whose chat it is. On error, and
// when ctx ends meanwhile, the connection is closed.
func (g *guest) greet(ctx context.Context, conn *link.Conn) (answered, error) {
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	greeting, err := g.hello(conn)
	if !stop() {
		return answered{}, ctx.Err()
	}
	if err != nil {
		conn.Close()
		return answered{}, err
	}
	return answered{conn: conn, greeting: greeting}, nil
}

func (g *guest) hello(conn *link.Conn) (*wire.Greeting, error) {
	if err := conn.Write(&wire.Hello{Identity: g.identity}); err != nil {
		return nil, err
	}
	f, err := opened(conn.Read(stepTimeout))
	if err != nil {
		return nil, err
	}
	greeting, ok := f.(*wire.Greeting)
	if !ok {
		return nil, fmt.Errorf("%w: type %d", errProtocol, f.Type())
	}
	if tag := tagOf(greeting.Chat); g.cfg.Tag != (reach.Tag{}) && tag != g.cfg.Tag {
		return nil, ErrOtherChat
	}
	if g.in && (greeting.Chat != g.greeting.Chat || greeting.Identity != g.greeting.Identity) {
		return nil, ErrOtherChat
	}
	return greeting, nil
}

// tagOf is what an invite tells of a chat's ID.
func tagOf(chat wire.ID) reach.Tag { return reach.Tag(chat[:len(reach.Tag{})]) }

// race is one attempt to reach a chat by several ways. One goroutine runs it.
type race struct {
	lines   []reach.Line
	results chan attempt
	errs    []error
	next    int // way to be tried
	running int
}

func (r *race) run(ctx context.Context, try func(reach.Line) (answered, error)) (answered, error) {
	turn := time.NewTimer(0)
	defer turn.Stop()
	for r.next < len(r.lines) || r.running > 0 {
		select {
		case <-turn.C:
			if r.next < len(r.lines) {
				r.start(try)
				turn.Reset(dialPause)
			}
		case a := <-r.results:
			r.running--
			if a.err == nil {
				return a.to, nil
			}
			// Also when a host refused: it may be a neighbour's, or a liar's.
			r.errs[a.way] = a.err
			turn.Reset(0) // nobody waits behind a way that is closed
		case <-ctx.Done():
			return answered{}, ctx.Err()
		}
	}
	return answered{}, r.verdict()
}

func (r *race) start(try func(reach.Line) (answered, error)) {
	way := r.next
	r.next++
	r.running++
	go func() {
		a := attempt{way: way}
		defer func() { r.results <- a }()
		defer func() {
			if p := recover(); p != nil {
				a.err = link.Panicked(p)
			}
		}()
		a.to, a.err = try(r.lines[way])
	}()
}

// drain waits for those that are still under way, whose context has ended, and
// closes what they reached.
func (r *race) drain() {
	for ; r.running > 0; r.running-- {
		if a := <-r.results; a.err == nil {
			a.to.conn.Close()
		}
	}
}

// final tells an answer of a host from a way that led nowhere.
func final(err error) bool {
	var refused *RefusedError
	return errors.As(err, &refused) || blockedThere(err) || errors.Is(err, link.ErrBusy)
}

func blockedThere(err error) bool {
	return errors.Is(err, ErrBlocked) || errors.Is(err, link.ErrRefusedBlocked)
}

// verdict gives the answer that tells most: what a host said goes before what a
// network did.
func (r *race) verdict() error {
	tried := &UnreachedError{}
	for i, err := range r.errs {
		if err != nil && final(err) {
			return err
		}
		if err != nil {
			tried.Tried = append(tried.Tried, Tried{r.lines[i], err})
		}
	}
	return tried
}

// inOrder puts the ways into the own network before those across the Internet,
// and private addresses of networks that this computer is not in, where somebody
// else may have them, at the end.
func inOrder(lines []reach.Line, own []netip.Prefix) []reach.Line {
	place := func(l reach.Line) int {
		a, err := netip.ParseAddr(l.Host)
		switch {
		case err != nil:
			return 1
		case a.IsLoopback() || contains(own, a):
			return 0
		case reach.Public(a):
			return 1
		default:
			return 2
		}
	}
	sorted := slices.Clone(lines)
	slices.SortStableFunc(sorted, func(a, b reach.Line) int { return place(a) - place(b) })
	return sorted
}

func contains(networks []netip.Prefix, a netip.Addr) bool {
	return slices.ContainsFunc(networks, func(p netip.Prefix) bool { return p.Contains(a.WithZone("")) })
}

// ownNetworks lists the networks this computer is in; none if the system does
// not tell.
func ownNetworks() []netip.Prefix {
	s, _ := reach.Look()
	return s.Networks
}
