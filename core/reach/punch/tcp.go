package punch

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"net/netip"
	"time"
)

const (
	// A refused try is followed by the next after a random time, so that the
	// tries of both meet.
	leastGap = 20 * time.Millisecond
	mostGap  = 270 * time.Millisecond

	// An unanswered one is given up after a random time that leaves room for one
	// repetition by the system (after 1 s) and its answer from far away.
	leastWait = 2 * time.Second
	mostWait  = 3 * time.Second

	perTry = 2 // packets of a try, with the system's repetition
)

// errUnproved: a connection to one that does not know the secret, or that the
// other side had given up already.
var errUnproved = errors.New("the other end does not know the reply")

// dialSteadily opens TCP connections over the steady pair. It goes on after one
// opened: with losses one side may have given up what the other takes for open.
// As long as that stands here, tries fail without a packet.
func (a *attempt) dialSteadily(ctx context.Context, own, peer netip.Addr) {
	for ctx.Err() == nil && a.maySend(peer, perTry) {
		conn, err := a.dial(ctx, steady, own, peer, between(leastWait, mostWait))
		if err == nil {
			a.open(conn)
			wait(ctx, leastWait)
		} else if timeout, ok := errors.AsType[net.Error](err); !ok || !timeout.Timeout() {
			wait(ctx, between(leastGap, mostGap))
		}
	}
}

// dialOnce tries a fresh pair: where it does not meet the other's try it never
// will.
func (a *attempt) dialOnce(ctx context.Context, pair int64, peers []netip.Addr) {
	for _, peer := range peers {
		a.running.Go(func() {
			if !a.maySend(peer, perTry) {
				return
			}
			if conn, err := a.dial(ctx, pair, netip.Addr{}, peer, leastWait); err == nil {
				a.open(conn)
			}
		})
	}
}

// dial makes one try from the pair's own port to the other's, whose end has to
// prove itself.
func (a *attempt) dial(ctx context.Context, pair int64, own, peer netip.Addr, limit time.Duration) (Path, error) {
	network := "tcp4"
	if peer.Is6() {
		network = "tcp6"
	}
	dialer := net.Dialer{
		LocalAddr: &net.TCPAddr{IP: own.AsSlice(), Port: int(a.keys.port(a.role, pair))},
		Timeout:   limit,
		Control:   reusePort,
	}
	to := netip.AddrPortFrom(peer, a.keys.port(a.role.other(), pair))
	conn, err := dialer.DialContext(ctx, network, to.String())
	if err != nil {
		return Path{}, err
	}
	if !a.prove(ctx, pair, conn, proveWait, func() {}) {
		return Path{}, errUnproved
	}
	return Path{TCP: conn, Peer: to}, nil
}

func between(least, most time.Duration) time.Duration {
	return least + rand.N(most-least)
}

// wait ends early with the context.
func wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
