package core

import (
	"cmp"
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
	"realtalk/core/reach/router"
)

const (
	// dialFirst is how long a guest who wants to reply tries the ways that are
	// said to be open.
	dialFirst = 3 * time.Second
	// askRouter is how long the guest's own router may take to tell its address
	// before the reply line is made without.
	askRouter = 5 * time.Second
	// replyPatience is how long a guest dials: the host has to be told the line,
	// and to paste it.
	replyPatience = 15 * time.Minute
	// replyPort is what a router is asked for where only its address is wanted.
	replyPort = 40213
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
	if own, err = g.knownWays(ctx, own); err != nil {
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

// ownWays lists where the host can dial this computer, and opens the own
// router's door for it where it has one. A way with port 0 is an address behind
// a router that lets nobody in by itself.
func (g *guest) ownWays(ctx context.Context, port uint16) (ways []netip.AddrPort, closeDoor func()) {
	add := func(a netip.Addr, port uint16) {
		if reach.Public(a) {
			ways = append(ways, netip.AddrPortFrom(a, port))
		}
	}
	closeDoor = func() {}
	if g.cfg.Router {
		var s router.State
		s, closeDoor = askOwnRouter(ctx, cmp.Or(port, replyPort))
		if s.Address.IsValid() && port != 0 {
			ways = append(ways, s.Address)
		} else {
			add(s.External, 0)
		}
		if port == 0 {
			closeDoor() // only the address was asked for
			closeDoor = func() {}
		}
	}
	if len(ways) == 0 {
		add(g.cfg.Address, 0)
	}
	local, _ := reach.LocalAddresses() // none: the line can still be made with what is typed
	for _, a := range local {
		add(a, 0)
	}
	return ways, closeDoor
}

// askOwnRouter opens a door at the guest's own router and gives what is known
// when it has answered, or has not for too long.
func askOwnRouter(ctx context.Context, port uint16) (router.State, func()) {
	states := make(chan router.State, 1)
	keeper := router.Open(router.Options{
		Port: port,
		Keep: func([]router.Door) error { return nil }, // it ends with this attempt
		Tell: func(s router.State) {
			if s.Answer != router.Asking {
				select {
				case states <- s:
				default:
				}
			}
		},
	})
	select {
	case s := <-states:
		return s, keeper.Close
	case <-time.After(askRouter):
	case <-ctx.Done():
	}
	return router.State{}, keeper.Close
}

// knownWays asks the user for this computer's address where nothing tells it.
func (g *guest) knownWays(ctx context.Context, own []netip.AddrPort) ([]netip.AddrPort, error) {
	if len(own) > 0 {
		return own, nil
	}
	g.chat.events.put(Reply{})
	select {
	case a := <-g.chat.address:
		return []netip.AddrPort{netip.AddrPortFrom(a, 0)}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// punch dials the host until one way leads to the chat.
func (g *guest) punch(ctx context.Context, reply punch.Reply, host []netip.AddrPort, listener net.Listener) (answered, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var mu sync.Mutex // guards what follows: ways may open at the same time
	var first answered
	var refusal error
	options := punch.Options{Listener: listener}
	if g.cfg.Tag == (reach.Tag{}) {
		options.Listener = nil
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
		case final(err) && p.UDP != nil:
			// Who is heard over UDP has proved that it knows the reply line. Anybody
			// can come to a door, and say anything.
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
