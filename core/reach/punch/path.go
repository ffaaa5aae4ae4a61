package punch

import (
	"errors"
	"net"
	"net/netip"
	"time"
)

// Patience is how long Host dials: the guest has been dialling since it showed
// its reply, so what opens at all opens soon.
const Patience = 30 * time.Second

// ErrNoWay: no way between the two opened.
var ErrNoWay = errors.New("no way to the other computer opened")

// Path is a way that opened: exactly one of TCP and UDP is set.
type Path struct {
	TCP  net.Conn       // connected
	UDP  net.PacketConn // a *net.UDPConn, not connected
	Peer netip.AddrPort // the other end, as its packets come from there
}

func (p Path) close() {
	if p.TCP != nil {
		_ = p.TCP.Close()
	}
	if p.UDP != nil {
		_ = p.UDP.Close()
	}
}

// Options may be given to Guest and Host.
type Options struct {
	// Listener is where the guest's door leads, if the reply names one. Guest
	// closes it. Host has no use for it.
	Listener net.Listener

	// Progress is told how it goes, about once a second and when something
	// changed, from one goroutine; it must not block.
	Progress func(Step)

	lab lab
}

// Step is how far an attempt is.
type Step struct {
	Elapsed time.Duration
	Heard   bool // something of the other came through: both are at it
	Opened  int  // ways that opened so far
}

// lab is what tests change.
type lab struct {
	Offset    time.Duration // this computer's clock runs ahead by so much
	NoUDP     bool
	NoTCP     bool
	NoSteady  bool
	NoFresh   bool
	AnyTarget bool // loopback too
}
