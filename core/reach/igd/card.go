package igd

import (
	"fmt"
	"net"
	"net/netip"
	"slices"

	"golang.org/x/net/ipv4"
	"golang.org/x/net/ipv6"
)

// card is a network card's address, with the network that is there.
type card struct {
	name    string // zone
	network netip.Prefix
}

// cards gives those that are switched on, as the system tells them now.
func cards() []card {
	interfaces, _ := net.Interfaces() // an error: there are none
	var all []card
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 {
			continue
		}
		addrs, _ := i.Addrs() // an error: it was unplugged just now
		for _, a := range addrs {
			prefix, err := netip.ParsePrefix(a.String())
			if err == nil {
				all = append(all, card{i.Name, prefix})
			}
		}
	}
	return all
}

// cardOf gives the card that has an address.
func cardOf(own netip.Addr) (card, bool) {
	all := cards()
	i := slices.IndexFunc(all, func(c card) bool { return c.network.Addr() == own.WithZone("") })
	if i < 0 {
		return card{}, false
	}
	return all[i], true
}

// questions gives what to ask for an IPv4 gateway: it by itself and the group,
// from each card in whose network it is; if it is in none, it by itself alone,
// from the address that the system takes.
func (s search) questions(gateway netip.Addr, of *quest) []question {
	itself := netip.AddrPortFrom(gateway, s.port)
	var all []question
	for _, c := range cards() {
		if c.network.Contains(gateway) {
			to := []netip.AddrPort{itself, netip.AddrPortFrom(s.group4, s.port)}
			all = append(all, question{c.network.Addr(), to, of})
		}
	}
	if len(all) > 0 {
		return all
	}
	local, err := localTo(gateway)
	if err != nil {
		return nil
	}
	return []question{{local, []netip.AddrPort{itself}, of}}
}

// hops is how many routers a multicast may pass, as UPnP Device Architecture 2.0
// section 1.3.2 has it.
const hops = 2

// open gives a socket that sends multicasts from the card that has the address.
func (q question) open() (*net.UDPConn, error) {
	local := q.local
	socket, err := net.ListenUDP("udp", net.UDPAddrFromAddrPort(netip.AddrPortFrom(local, 0)))
	if err != nil {
		return nil, fmt.Errorf("ask from %s: %w", local, err)
	}
	c, ok := cardOf(local)
	if !ok {
		return socket, nil // gone just now
	}
	i, err := net.InterfaceByName(c.name)
	if err != nil {
		return socket, nil
	}
	// Where this fails, multicasts go the system's way or are not sent at all;
	// the gateway is asked by itself too.
	if local.Is4() {
		p := ipv4.NewPacketConn(socket)
		_ = p.SetMulticastInterface(i)
		_ = p.SetMulticastTTL(hops)
	} else {
		p := ipv6.NewPacketConn(socket)
		_ = p.SetMulticastInterface(i)
		_ = p.SetMulticastHopLimit(hops)
	}
	return socket, nil
}
