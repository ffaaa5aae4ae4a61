package router

import (
	"context"
	"io"
	"net"
	"net/netip"
	"slices"
	"sync"

	"realtalk/core/reach"
	"realtalk/core/reach/igd"
	"realtalk/core/reach/pcp"
)

// lan is the real network.
type lan struct {
	mu      sync.Mutex // guards what follows
	devices map[netip.Addr]*igd.Device
}

func (w *lan) listen(on func(pcp.Announcement)) (io.Closer, error) {
	return pcp.ListenAnnouncements(on)
}

func (w *lan) do(ctx context.Context, r request) answer {
	ctx, cancel := context.WithTimeout(ctx, r.limit)
	defer cancel()
	var a answer
	switch {
	case r.door.Method == UPnP:
		a = w.upnp(ctx, r)
	default:
		a = port5351(ctx, r)
	}
	a.id = r.id
	return a
}

func (w *lan) look() network {
	var n network
	n.own, _ = reach.LocalAddresses() // an error: in no network
	for _, g := range reach.Gateways() {
		if g.Is6() {
			n.near = append(n.near, g)
		} else if !n.gateway.IsValid() {
			n.gateway, n.inside = g, towards(g)
		}
	}
	if !n.inside.IsValid() {
		n.gateway = netip.Addr{} // the route is older than the card's state
	}
	n.global = globals(n.own, n.near)
	return n
}

// towards gives the own address that the system sends from. Connecting a UDP
// socket sends nothing.
func towards(gateway netip.Addr) netip.Addr {
	conn, err := net.DialUDP("udp", nil, net.UDPAddrFromAddrPort(netip.AddrPortFrom(gateway, 9)))
	if err != nil {
		return netip.Addr{}
	}
	defer conn.Close()
	return conn.LocalAddr().(*net.UDPAddr).AddrPort().Addr().Unmap()
}

// globals gives the own addresses that want pinholes: of each network the best
// one, which is the one that stays, if its card has a gateway.
func globals(own, gateways []netip.Addr) []global {
	var all []global
	var networks []netip.Prefix
	for _, a := range own {
		if !a.Is6() || !reach.Public(a) {
			continue
		}
		network, _ := a.Prefix(64)
		i := slices.IndexFunc(gateways, func(g netip.Addr) bool { return onCard(a, g.Zone()) })
		if i >= 0 && !slices.Contains(networks, network) {
			networks = append(networks, network)
			all = append(all, global{a, gateways[i]})
		}
	}
	return all
}

// onCard tells whether a card has an address; a gateway without a zone may be
// behind any.
func onCard(a netip.Addr, zone string) bool {
	if zone == "" {
		return true
	}
	card, err := net.InterfaceByName(zone)
	if err != nil {
		return false
	}
	addrs, _ := card.Addrs() // an error: it was unplugged just now
	return slices.ContainsFunc(addrs, func(n net.Addr) bool {
		p, err := netip.ParsePrefix(n.String())
		return err == nil && p.Addr() == a
	})
}
