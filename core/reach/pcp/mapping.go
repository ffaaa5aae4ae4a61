package pcp

import (
	"errors"
	"net/netip"
	"time"
)

// Protocol is one of the two that are spoken on Port.
type Protocol string

// The protocols.
const (
	PCP    Protocol = "pcp"
	NATPMP Protocol = "nat-pmp"
)

// Port is the router's (RFC 6887 section 19.1, RFC 6886 section 3.1).
const Port = 5351

const (
	usualLifetime = time.Hour
	maxLifetime   = 24 * time.Hour // RFC 6887 section 15
)

// Mapping is a way through a router, for TCP.
type Mapping struct {
	Protocol Protocol
	Gateway  netip.Addr
	Internal netip.AddrPort // this computer, as the router sees it
	External netip.AddrPort // what it is reached by; as a wish, port 0 is the internal one
	Lifetime time.Duration  // in whole seconds, from the answer on
	Epoch    uint32         // the router's clock when it answered, in s; see Lost
	Nonce    [12]byte       // proves to a PCP router whose mapping it is
}

var (
	errNoProtocol = errors.New("neither PCP nor NAT-PMP")
	errNoPort     = errors.New("no internal port") // a router would take it for all of them
	errNoIPv6     = errors.New("NAT-PMP has no IPv6")
)

// complete fills in what a wish left open.
func (m Mapping) complete(gateway, local netip.Addr) (Mapping, error) {
	inside := m.Internal.Addr().Unmap().WithZone("")
	if !inside.IsValid() || inside.IsUnspecified() {
		inside = local
	}
	switch {
	case m.Protocol != PCP && m.Protocol != NATPMP:
		return Mapping{}, errNoProtocol
	case m.Internal.Port() == 0:
		return Mapping{}, errNoPort
	case m.Protocol == NATPMP && !inside.Is4():
		return Mapping{}, errNoIPv6
	}
	outside := m.External.Port()
	if outside == 0 {
		outside = m.Internal.Port()
	}
	m.Gateway = gateway
	m.Internal = netip.AddrPortFrom(inside, m.Internal.Port())
	m.External = netip.AddrPortFrom(possible(m.External.Addr(), inside), outside)
	if m.Lifetime < time.Second { // 0 would delete it
		m.Lifetime = usualLifetime
	}
	return m, nil
}

// possible gives an external address in one spelling, the zero Addr for one that
// no router has outside of what is inside.
func possible(a, inside netip.Addr) netip.Addr {
	a = a.Unmap().WithZone("")
	switch {
	case !a.IsValid(), a.Is4() != inside.Is4():
	case a.IsUnspecified(), a.IsLoopback(), a.IsMulticast(), a.IsLinkLocalUnicast(), a == broadcast:
	default:
		return a
	}
	return netip.Addr{}
}

var broadcast = netip.AddrFrom4([4]byte{255, 255, 255, 255})

// seconds is a lifetime as it is sent.
func seconds(d time.Duration) uint32 { return uint32(min(max(d, 0), maxLifetime) / time.Second) }

// lifetime is one that was received.
func lifetime(seconds uint32) time.Duration {
	return min(time.Duration(seconds)*time.Second, maxLifetime)
}
