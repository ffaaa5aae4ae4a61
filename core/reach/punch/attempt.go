package punch

import (
	"context"
	"io"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// maxPackets bounds what Host sends to one address in one attempt.
const maxPackets = 2000

// attempt is one side's dialling; its goroutines end with their context.
type attempt struct {
	role   role
	keys   keys
	peers  []netip.Addr
	own    []netip.Addr // IPv6 addresses to dial from
	avoid  uint16       // the chat's own port on this computer, 0: none
	opened func(Path)   // takes a way over; called from any goroutine
	lab    lab

	running sync.WaitGroup
	sent    []atomic.Int64 // packets to each of peers
	heard   atomic.Bool
	ways    atomic.Int64
	opening atomic.Int64 // when a way opened last, ns since began; 0: never
	began   time.Time
	changed chan struct{} // holds one: heard or ways is another now
}

func newAttempt(r role, secret keys, peers []netip.Addr, lab lab) *attempt {
	return &attempt{
		role: r, keys: secret, peers: peers, lab: lab,
		sent: make([]atomic.Int64, len(peers)), changed: make(chan struct{}, 1), began: time.Now(),
	}
}

// start begins to dial every peer in every way.
func (a *attempt) start(ctx context.Context) {
	var v4, v6 []netip.Addr
	for _, peer := range a.peers {
		if peer.Is4() {
			v4 = append(v4, peer)
		} else {
			v6 = append(v6, peer)
		}
	}
	if len(v4) > 0 {
		a.startSteady(ctx, netip.Addr{}, v4)
		a.startFresh(ctx, v4)
	}
	if len(v6) > 0 {
		for _, own := range a.own {
			a.startSteady(ctx, own, v6)
		}
	}
}

func (a *attempt) startSteady(ctx context.Context, own netip.Addr, peers []netip.Addr) {
	if a.lab.NoSteady || !a.usable(steady) {
		return
	}
	if !a.lab.NoUDP {
		a.running.Go(func() { a.talk(ctx, steady, own, peers) })
	}
	for _, peer := range peers {
		if !a.lab.NoTCP {
			a.running.Go(func() { a.dialSteadily(ctx, own, peer) })
		}
	}
}

// startFresh is for IPv4 alone: in IPv6 no router changes ports.
func (a *attempt) startFresh(ctx context.Context, peers []netip.Addr) {
	if a.lab.NoFresh {
		return
	}
	if !a.lab.NoUDP {
		a.running.Go(func() {
			a.keepTime(ctx, udpPeriod, func(pair int64) { a.talk(ctx, pair, netip.Addr{}, peers) })
		})
	}
	if !a.lab.NoTCP {
		a.running.Go(func() {
			a.keepTime(ctx, tcpPeriod, func(pair int64) { a.dialOnce(ctx, pair, peers) })
		})
	}
}

// keepTime starts what is to be done with each fresh pair when the pair is due.
func (a *attempt) keepTime(ctx context.Context, period time.Duration, dial func(pair int64)) {
	now := func() time.Time { return time.Now().Add(a.lab.Offset) }
	timer := time.NewTimer(0)
	defer timer.Stop()
	<-timer.C
	for turn := (due{at: now()}); ; {
		turn = turn.next(a.role, period)
		timer.Reset(turn.at.Sub(now()))
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		if late := now().Sub(turn.at); late > sweepStep {
			turn.at = now() // the computer slept or is too busy: what was missed is of no use
			continue
		}
		if pair := turn.pair; a.usable(pair) && !a.rests() {
			a.running.Go(func() { dial(pair) })
		}
	}
}

// closeWith closes a socket when the context ends, unless keep is called before
// that; keep tells which of the two came first.
func (a *attempt) closeWith(ctx context.Context, socket io.Closer) (keep func() bool) {
	done, open := make(chan struct{}), make(chan bool, 1)
	a.running.Go(func() {
		select {
		case <-done:
			open <- true
		case <-ctx.Done():
			_ = socket.Close()
			open <- false
		}
	})
	return func() bool {
		close(done)
		return <-open
	}
}

// usable leaves out a pair that would need the port that the chat listens at.
func (a *attempt) usable(pair int64) bool {
	return a.avoid == 0 || a.keys.port(a.role, pair) != a.avoid
}

// maySend counts packets that go to a peer, and is false when there were enough.
// A guest waits for as long as its person does, at the same slow pace.
func (a *attempt) maySend(peer netip.Addr, packets int64) bool {
	for i, p := range a.peers {
		if p == peer {
			return a.sent[i].Add(packets) <= maxPackets || a.role == guest
		}
	}
	return false
}

func (a *attempt) hear() {
	if !a.heard.Swap(true) {
		a.tellOfChange()
	}
}

func (a *attempt) open(p Path) {
	a.ways.Add(1)
	a.opening.Store(int64(time.Since(a.began)))
	a.tellOfChange()
	a.opened(p)
}

func (a *attempt) rests() bool {
	last := a.opening.Load()
	return last != 0 && time.Since(a.began)-time.Duration(last) < rest
}

func (a *attempt) tellOfChange() {
	select {
	case a.changed <- struct{}{}:
	default:
	}
}

// report tells of the progress until the context ends.
func (a *attempt) report(ctx context.Context, tell func(Step)) {
	second := time.NewTicker(time.Second)
	defer second.Stop()
	for {
		tell(Step{Elapsed: time.Since(a.began), Heard: a.heard.Load(), Opened: int(a.ways.Load())})
		select {
		case <-ctx.Done():
			return
		case <-second.C:
		case <-a.changed:
		}
	}
}
