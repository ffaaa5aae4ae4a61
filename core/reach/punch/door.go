package punch

import (
	"context"
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"
)

const (
	maxCallers  = 64                      // at a time, who have not proved themselves
	callersWait = 1500 * time.Millisecond // for that

	knockWait = 5 * time.Second // for the guest's door to take a connection
	greetWait = 2 * time.Second // and to greet
	knockGap  = time.Second     // between two knocks
)

// accept takes connections at the guest's door, where anybody may come: an
// address that is not the host's may still be the host's, behind a carrier.
func (a *attempt) accept(ctx context.Context, door net.Listener) {
	a.closeWith(ctx, door)
	var waiting callers
	for {
		conn, err := door.Accept()
		switch {
		case ctx.Err() != nil:
			if err == nil {
				_ = conn.Close()
			}
			return
		case err != nil:
			wait(ctx, leastGap) // no file descriptors left, or the like
			continue
		}
		waiting.add(conn)
		a.running.Go(func() {
			defer waiting.remove(conn)
			if a.prove(ctx, atDoor, conn, callersWait, func() { waiting.remove(conn) }) {
				a.open(Path{TCP: conn, Peer: remote(conn)})
			}
		})
	}
}

func remote(conn net.Conn) netip.AddrPort {
	from, ok := conn.RemoteAddr().(*net.TCPAddr)
	if !ok {
		return netip.AddrPort{}
	}
	return netip.AddrPortFrom(from.AddrPort().Addr().Unmap(), from.AddrPort().Port())
}

// callers are connections at the door that have proved nothing yet, the oldest
// first.
type callers struct {
	mu  sync.Mutex // guards what follows
	all []net.Conn
}

// add makes room by closing the oldest, for the host proves itself with its
// first packet: who has waited longest is least likely to be it.
func (c *callers) add(conn net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.all) == maxCallers {
		_ = c.all[0].Close()
		c.all = slices.Delete(c.all, 0, 1)
	}
	c.all = append(c.all, conn)
}

func (c *callers) remove(conn net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all = slices.DeleteFunc(c.all, func(other net.Conn) bool { return other == conn })
}

// knock dials the guest's door until it was greeted there: a door that is
// crowded closes.
func (a *attempt) knock(ctx context.Context, door netip.AddrPort) {
	dialer := net.Dialer{Timeout: knockWait}
	for ctx.Err() == nil && a.maySend(door.Addr(), perTry) {
		conn, err := dialer.DialContext(ctx, "tcp", door.String())
		if err == nil && a.prove(ctx, atDoor, conn, greetWait, func() {}) {
			a.open(Path{TCP: conn, Peer: door})
			return
		}
		wait(ctx, knockGap)
	}
}
