package core

import (
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"

	"realtalk/core/reach"
)

// Nearness tells whether an address says less than it seems to.
type Nearness uint8

// The kinds of nearness.
const (
	Elsewhere    Nearness = iota
	ThisComputer          // a program on this computer, or a guest that came over its own Internet address
	OwnRouter             // guests of this network who used the Internet line come from there
)

// routerPause is how long the routers that were found count.
const routerPause = time.Minute

// surroundings knows this computer's and its routers' addresses. To ask for the
// routers means to start a program on some systems, so nobody waits for it.
type surroundings struct {
	mu      sync.Mutex // guards what follows
	routers []netip.Addr
	asked   time.Time
	public  []netip.Addr // of the router, as it says itself
}

func newSurroundings() *surroundings {
	s := &surroundings{}
	s.gateways() // so that they are known when the first stranger comes
	return s
}

// near tells how near an address is.
func (s *surroundings) near(a netip.Addr) Nearness {
	a = a.Unmap().WithZone("")
	switch {
	case ownAddress(a):
		return ThisComputer
	case s.router(a):
		return OwnRouter
	default:
		return Elsewhere
	}
}

// behind notes the public addresses of the router.
func (s *surroundings) behind(public ...netip.Addr) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.public = public
}

// router tells whether an address is that of a router, on either side of it.
func (s *surroundings) router(a netip.Addr) bool {
	inside := s.gateways()
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Contains(inside, a) || slices.Contains(s.public, a)
}

// home tells whether an address says nothing of the way from the Internet: it is
// this computer's, a router's, or of a network that this computer is in.
func (s *surroundings) home(a netip.Addr) bool {
	return s.near(a) != Elsewhere || contains(ownNetworks(), a)
}

// gateways gives the routers that were found last, and looks anew if that is
// long ago.
func (s *surroundings) gateways() []netip.Addr {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := time.Now(); s.asked.IsZero() || now.Sub(s.asked) > routerPause {
		s.asked = now
		go s.look()
	}
	return s.routers
}

func (s *surroundings) look() {
	found := reach.Gateways()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.routers = found
}

// ownAddress tells whether an address is this computer's own.
func ownAddress(a netip.Addr) bool {
	if a.IsLoopback() {
		return true
	}
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return false
	}
	return slices.ContainsFunc(addrs, func(n net.Addr) bool {
		p, err := netip.ParsePrefix(n.String())
		return err == nil && p.Addr().Unmap() == a
	})
}
