package core

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"

	"realtalk/core/reach/punch"
)

// Reply gives a guest the line that the host needs, so that both computers can
// dial each other; "" while this computer's public address is not known, which
// Chat.SetAddress mends.
type Reply struct{ Line string }

// DialingState tells how it goes when two computers dial each other.
type DialingState uint8

// The states.
const (
	DialingTrying DialingState = iota + 1
	DialingReached
	DialingFailed
)

// Dialing tells both ends how it goes.
type Dialing struct{ State DialingState }

// What a call on a Chat can answer about dialling each other.
var (
	ErrNoReply    = errors.New("no reply line in this text")
	ErrDialing    = errors.New("too many are dialled already")
	ErrNotAddress = errors.New("not an address of the Internet")
)

const (
	// dialingTime is how long a host dials whose reply line was pasted.
	dialingTime = 30 * time.Second
	// maxDialing bounds how many are dialled at the same time, and maxDialingAgain
	// how many of those whose connection broke.
	maxDialing      = 3
	maxDialingAgain = 16
)

// dialing is whom a host dials right now.
type dialing struct {
	mu     sync.Mutex // guards what follows
	open   []*dialled
	closed bool
	busy   sync.WaitGroup // one for each of open
}

// close waits for what is under way, whose contexts have ended, and lets nothing
// begin any more.
func (d *dialing) close() {
	d.mu.Lock()
	d.closed = true
	d.mu.Unlock()
	d.busy.Wait()
}

// dialled is one guest who is dialled.
type dialled struct {
	reply   punch.Reply
	again   bool // was in already
	end     context.CancelFunc
	paths   []path // that opened to it
	reached bool
}

// path tells the connections of one way that opened from all others, also of
// the same household. Each has a port of its own here. Over UDP the other end's
// may change in the middle, and peer's is 0.
type path struct {
	port uint16 // here
	peer netip.AddrPort
}

func pathOf(p punch.Path) path {
	if p.TCP != nil {
		return path{addrPort(p.TCP.LocalAddr()).Port(), addrPort(p.TCP.RemoteAddr())}
	}
	return path{addrPort(p.UDP.LocalAddr()).Port(), netip.AddrPortFrom(p.Peer.Addr().Unmap().WithZone(""), 0)}
}

// addrPort gives IPv4 in its plain form, and the zero value for what is no
// address of TCP or UDP.
func addrPort(a net.Addr) netip.AddrPort {
	var p netip.AddrPort
	switch a := a.(type) {
	case *net.TCPAddr:
		p = a.AddrPort()
	case *net.UDPAddr:
		p = a.AddrPort()
	}
	return netip.AddrPortFrom(p.Addr().Unmap(), p.Port())
}

func (p path) carries(local, remote netip.AddrPort) bool {
	return p.port == local.Port() && (p.peer == remote || p.peer == netip.AddrPortFrom(remote.Addr().WithZone(""), 0))
}

// opened notes a way to g before anything can come over it.
func (d *dialing) opened(g *dialled, p path) {
	d.mu.Lock()
	defer d.mu.Unlock()
	g.paths = append(g.paths, p)
}

// greeted notes that somebody said Hello over a connection between two
// addresses: who was dialled, by the reply that it gives (nil: nobody was), need not
// be dialled any more. Who comes from the same address by a way of its own is somebody
// else.
func (d *dialing) greeted(local, remote netip.AddrPort) (reply *punch.Reply) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, g := range d.open {
		if slices.ContainsFunc(g.paths, func(p path) bool { return p.carries(local, remote) }) {
			reply, g.reached = &g.reply, true
			g.end()
		}
	}
	return reply
}

func (d *dialing) begin(g *dialled) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.closed:
		return ErrOver
	case g.again && d.count(true) == maxDialingAgain, !g.again && d.count(false) == maxDialing:
		return ErrDialing
	}
	d.open = append(d.open, g)
	d.busy.Add(1)
	return nil
}

// count gives how many of a kind are dialled, with mu held.
func (d *dialing) count(again bool) (n int) {
	for _, g := range d.open {
		if g.again == again {
			n++
		}
	}
	return n
}

func (d *dialing) finish(g *dialled) (reached bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open = slices.DeleteFunc(d.open, func(o *dialled) bool { return o == g })
	return g.reached
}

// DialBack dials the guest whose reply line stands in text, for half a minute,
// while the guest dials this computer; Dialing events tell how it goes. Only the
// host can.
func (c *Chat) DialBack(text string) error {
	if c.host == nil {
		return ErrNotHost
	}
	reply, ok := punch.FindReply(text)
	if !ok {
		return ErrNoReply
	}
	ctx, end := context.WithTimeout(c.ctx, dialingTime)
	g := &dialled{reply: reply, end: end}
	if err := c.host.dialing.begin(g); err != nil {
		end()
		return err
	}
	c.events.put(Dialing{DialingTrying})
	go func() {
		defer c.host.dialing.busy.Done()
		defer end()
		defer c.host.mishaps.contain()
		c.host.dialBack(ctx, reply, g)
		state := DialingFailed
		if c.host.dialing.finish(g) {
			state = DialingReached
		}
		c.events.put(Dialing{state})
	}()
	return nil
}

// dialBack hands every way that opens to the listener, where the guest meets the
// same door as everybody.
func (h *host) dialBack(ctx context.Context, reply punch.Reply, g *dialled) {
	// It ends with the time or with the guest; either way the door tells.
	_ = punch.Host(ctx, reply, uint16(h.listener.Port()), func(p punch.Path) {
		h.dialing.opened(g, pathOf(p))
		if p.TCP != nil {
			h.listener.Take(p.TCP)
			return
		}
		h.listener.TakeQUIC(p.UDP, p.Peer.Addr())
	})
}
