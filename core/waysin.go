package core

import (
	"net/netip"
	"slices"

	"realtalk/core/reach"
	"realtalk/core/reach/router"
)

// maxSeen bounds the ways in that guests have told.
const maxSeen = 4

// Doors tells the host how its chat can be reached, each time that changes.
type Doors struct {
	Asked    bool         // a router was asked; else Router says nothing
	Router   router.State // what it answered
	Local    []netip.Addr // for guests of the same network, best first
	Internet []netip.AddrPort
	Tested   bool // somebody from outside came in by one of Internet
	Hearsay  bool // Internet holds only what a guest says it dialled
	VPN      bool // what goes to the Internet goes through a tunnel
	Invite   reach.Invite
}

func (d Doors) same(o Doors) bool {
	return d.Asked == o.Asked && sameState(d.Router, o.Router) && slices.Equal(d.Local, o.Local) &&
		slices.Equal(d.Internet, o.Internet) && d.Tested == o.Tested && d.VPN == o.VPN && d.Hearsay == o.Hearsay
}

func sameState(a, b router.State) bool {
	pinholes := slices.Equal(a.Pinholes, b.Pinholes)
	a.Pinholes, b.Pinholes = nil, nil
	return pinholes && a.Answer == b.Answer && a.Why == b.Why && a.Method == b.Method && a.Address == b.Address &&
		a.External == b.External && a.Gateway == b.Gateway && a.Page == b.Page && a.Inside == b.Inside
}

// put tells what is so now, if it was not told yet. It emits under mu, so that
// the last event is the last state.
func (d *doors) put() {
	now := d.now()
	if d.told != nil && now.same(*d.told) {
		return
	}
	d.told = &now
	d.emit(now)
}

func (d *doors) now() Doors {
	internet := d.internet()
	hearsay := d.hearsay(internet)
	tested := !hearsay && slices.ContainsFunc(d.seen, func(w netip.AddrPort) bool { return slices.Contains(internet, w) })
	return Doors{
		Asked: d.asks, Router: d.state, Local: d.local, Internet: internet, Tested: tested, Hearsay: hearsay, VPN: d.vpn,
		Invite: reach.Invite{Tag: tagOf(d.chat), Ways: d.ways(internet)},
	}
}

// internet lists the ways in from outside, best first: the door that the router
// says is open, what the user typed, and this computer's own public addresses,
// those with a door before the others.
func (d *doors) internet() []netip.AddrPort {
	var ways []netip.AddrPort
	add := func(w netip.AddrPort) {
		if w.IsValid() && reach.Public(w.Addr()) && !slices.Contains(ways, w) {
			ways = append(ways, w)
		}
	}
	add(d.state.Address)
	add(netip.AddrPortFrom(d.typed, d.port))
	for _, w := range d.state.Pinholes {
		add(w)
	}
	for _, a := range d.local {
		add(netip.AddrPortFrom(a, d.port))
	}
	if len(ways) == 0 && len(d.seen) > 0 {
		add(d.seen[0]) // hearsay, where nothing better is known
	}
	return ways
}

// hearsay tells that the only way in from outside is what a guest says.
func (d *doors) hearsay(internet []netip.AddrPort) bool {
	known := slices.ContainsFunc(d.local, reach.Public) || len(d.state.Pinholes) > 0 || d.typed.IsValid() || d.state.Address.IsValid()
	return len(internet) > 0 && !known
}

// invitedLocal is how many ways of the own network an invite holds at least.
const invitedLocal = 3

// ways is what an invite holds: some of the own network, those from outside, and
// the rest of the own network where there is room.
func (d *doors) ways(internet []netip.AddrPort) []netip.AddrPort {
	var near []netip.AddrPort
	for _, a := range d.local {
		if w := netip.AddrPortFrom(a, d.port); !slices.Contains(internet, w) {
			near = append(near, w)
		}
	}
	first := min(len(near), invitedLocal)
	return slices.Concat(near[:first], internet, near[first:])
}

// hosting is what the host tells of its own network.
func (d *doors) hosting() Hosting {
	d.mu.Lock()
	defer d.mu.Unlock()
	return Hosting{Port: d.port, Addresses: d.local, Invite: d.now().Invite}
}

// last gives what was told last.
func (d *doors) last() Doors {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.now()
}
