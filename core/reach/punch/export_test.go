package punch

import (
	"context"
	"net/netip"
	"time"
)

// Lab is what tests change.
type Lab = lab

// With gives options for a test.
func With(o Options, l Lab) Options {
	o.lab = l
	return o
}

const (
	HostRole   = host
	GuestRole  = guest
	Steady     = steady
	AtDoor     = atDoor
	MaxCallers = maxCallers
	UDPPeriod  = udpPeriod
	TCPPeriod  = tcpPeriod
	SweepFar   = sweepFar
	SweepNear  = sweepNear
	SweepStep  = sweepStep
	Rest       = rest
	MaxPackets = maxPackets
	LeastPort  = leastPort
)

// Shift is what schedules are made of.
var Shift = shift

// Turn is a pair and when it is due.
type Turn struct {
	Pair int64
	At   time.Time
}

// Turns gives all pairs of a role from one time to another.
func Turns(r role, from, to time.Time, period time.Duration) (all []Turn) {
	for d := (due{at: from}).next(r, period); d.at.Before(to); d = d.next(r, period) {
		all = append(all, Turn{d.pair, d.at})
	}
	return all
}

// KeepTime runs the clock of a side until the context ends; opened makes it
// believe that a way opened.
func KeepTime(ctx context.Context, r role, period time.Duration, l Lab, dial func(pair int64, opened func())) {
	a := newAttempt(r, keys{}, nil, l)
	a.opened = func(Path) {}
	a.keepTime(ctx, period, func(pair int64) { dial(pair, func() { a.open(Path{}) }) })
	a.running.Wait()
}

// Targets are who may be dialled.
func Targets(addrs []netip.AddrPort) []netip.Addr { return targets(addrs, lab{}) }

// Port is the port of a pair.
func Port(r Reply, side role, pair int64) uint16 { return keys(r.Secret).port(side, pair) }

// Mark is what a side says first over TCP.
func Mark(r Reply, side role, pair int64) []byte { return keys(r.Secret).mark(side, pair) }

// Probes are the packets that a side sends over a pair: hello, heard, chosen.
func Probes(r Reply, side role, pair int64) [3][]byte { return keys(r.Secret).probes(side, pair) }

// ReadProbe is what the other side makes of a packet, -1 if nothing.
func ReadProbe(r Reply, side role, pair int64, packet []byte) int {
	said, ok := keys(r.Secret).probes(side, pair).read(packet)
	if !ok {
		return -1
	}
	return int(said)
}
