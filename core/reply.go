package core

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"time"

	"realtalk/core/link"
	"realtalk/core/reach"
	"realtalk/core/reach/punch"
)

const (
	// dialFirst is how long a guest who wants to reply tries the ways that are
	// said to be open.
	dialFirst = 3 * time.Second
	// replyPatience is how long a guest dials: the host has to be told the line,
	// and to paste it.
	replyPatience = 15 * time.Minute
)

// ErrOnlyNear: every way of the invite is one of the host's own network, so
// there is nowhere to dial from elsewhere.
var ErrOnlyNear = errors.New("no address of the host on the Internet")

// connect reaches the host by the ways of the invite, or by dialling each other.
func (g *guest) connect(ctx context.Context) (answered, error) {
	if !g.cfg.Reply {
		return g.dial(ctx)
	}
	soon, cancel := context.WithTimeout(ctx, dialFirst)
	to, err := g.dial(soon)
	cancel()
	if err == nil || ctx.Err() != nil || final(err) {
		return to, err
	}
	return g.reply(ctx)
}

// reply gives out the line for the host and dials until the host dials too.
func (g *guest) reply(ctx context.Context) (answered, error) {
	host := g.outside(ctx)
	if len(host) == 0 {
		return answered{}, ErrOnlyNear
	}
	ctx, cancel := context.WithTimeout(ctx, replyPatience)
	defer cancel()
	listener, err := net.Listen("tcp", ":0")
	if err != nil {
		return answered{}, fmt.Errorf("listen for the host: %w", err)
	}
	defer listener.Close()
	port := listener.Addr().(*net.TCPAddr).AddrPort().Port()
	if g.cfg.Tag == (reach.Tag{}) {
		// Without an invite's tag the chat cannot be told from a stranger's who
		// comes to the door: there is none.
		_ = listener.Close()
		port = 0
	}
	own, closeDoor := g.ownWays(ctx, port)
	// What goes through a door goes on when the door is closed.
	defer g.ending.Go(closeDoor)
	if own, err = g.knownWays(ctx, own, host); err != nil {
		return answered{}, err
	}
	reply := punch.NewReply(own)
	g.chat.events.put(Reply{Line: reply.String()})
	g.chat.events.put(Dialing{DialingTrying})
	to, err := g.punch(ctx, reply, host, listener)
	if err != nil {
		if g.chat.ctx.Err() == nil {
			g.chat.events.put(Dialing{DialingFailed})
		}
		return answered{}, err
	}
	g.met = &meeting{reply, host}
	g.chat.events.put(Dialing{DialingReached})
	return to, nil
}

// outside lists the ways of the invite that mean something everywhere.
func (g *guest) outside(ctx context.Context) []netip.AddrPort {
	var ways []netip.AddrPort
	for _, l := range g.cfg.Lines {
		for _, a := range addressesOf(ctx, l.Host) {
			if reach.Public(a) {
				ways = append(ways, netip.AddrPortFrom(a, l.Port))
			}
		}
	}
	return ways
}

// addressesOf gives an address as it is, and those of a name.
func addressesOf(ctx context.Context, host string) []netip.Addr {
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}
	}
	found, _ := net.DefaultResolver.LookupNetIP(ctx, "ip", host) // unknown: none
	for n, a := range found {
		found[n] = a.Unmap()
	}
	return found
}

// punch dials the host until one way leads to the chat.
func (g *guest) punch(ctx context.Context, reply punch.Reply, host []netip.AddrPort, listener net.Listener) (answered, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var mu sync.Mutex // guards what follows: ways may open at the same time
	var first answered
	var refusal error
	var options punch.Options
	if listener != nil && g.cfg.Tag != (reach.Tag{}) {
		options.Listener = listener
	}
	try := func(ctx context.Context, p punch.Path) bool {
		to, err := g.over(ctx, p)
		mu.Lock()
		defer mu.Unlock()
		switch {
		case err == nil && first.conn == nil:
			first = to
			return true
		case err == nil:
			to.conn.Close()
		case final(err) && !errors.Is(err, link.ErrBusy):
			// It has proved that it knows the reply line. One that has no room may
			// have some over the next way.
			refusal = err
			cancel()
		}
		return false
	}
	err := punch.Guest(ctx, reply, host, try, options)
	switch {
	case first.conn != nil:
		return first, nil
	case refusal != nil:
		return answered{}, refusal
	default:
		return answered{}, err
	}
}

// over makes a way that opened a connection to the chat.
func (g *guest) over(ctx context.Context, p punch.Path) (answered, error) {
	var conn *link.Conn
	var err error
	if p.TCP != nil {
		conn, err = link.Over(ctx, p.TCP)
	} else {
		conn, err = link.DialQUIC(ctx, p.UDP, p.Peer)
	}
	if err != nil {
		return answered{}, err
	}
	return g.greet(ctx, conn)
}

// SetAddress tells what the user knows of this computer's public address: it
// becomes a line of the host's, or lets a guest's reply line be made.
func (c *Chat) SetAddress(a netip.Addr) error {
	a = a.Unmap()
	if !reach.Public(a) {
		return ErrNotAddress
	}
	if c.host != nil {
		c.host.doors.typedAddress(a)
		return nil
	}
	select {
	case c.address <- a:
	default: // one is waiting already
	}
	return nil
}
