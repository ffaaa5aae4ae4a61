package router

import (
	"net/netip"
	"slices"
)

// look takes what this computer sees of its network.
func (p *plan) look(l look) {
	before, n := p.network, l.network
	p.network = n
	if !p.looked || n.gateway != before.gateway || n.inside != before.inside {
		p.moveHome()
	}
	p.moveHoles()
	if !p.looked {
		p.looked = true
		p.sweep()
	}
	for _, e := range p.entries() {
		if e.idle() {
			e.race(p)
		} else if l.woken {
			e.hurry(p)
		}
	}
}

// idle: it was made just now.
func (e *entry) idle() bool { return e.phase == racing && e.lanes == nil }

// moveHome starts anew at another router, or from another own address.
func (p *plan) moveHome() {
	if p.home != nil {
		p.drop(p.home)
	}
	p.home, p.device, p.page = nil, absent, ""
	if p.network.gateway.IsValid() {
		p.device = unknown
		p.home = p.newEntry(home, p.network.gateway, netip.AddrPortFrom(p.network.inside, p.port))
	}
}

// moveHoles gives each address that wants a pinhole an entry.
func (p *plan) moveHoles() {
	wanted := p.network.global
	p.holes = slices.DeleteFunc(p.holes, func(e *entry) bool {
		stays := slices.Contains(wanted, global{e.inside.Addr(), e.gateway})
		if !stays {
			p.drop(e)
		}
		return !stays
	})
	for _, g := range wanted {
		inside := netip.AddrPortFrom(g.addr, p.port)
		if !slices.ContainsFunc(p.holes, func(e *entry) bool { return e.inside == inside }) {
			p.holes = append(p.holes, p.newEntry(hole, g.gateway, inside))
		}
	}
}

// drop ends an entry and deletes its door where that can be.
func (p *plan) drop(e *entry) {
	e.gone = true
	if e.door.Method != "" && p.reaches(e.door) {
		p.shut(e.door, nil)
	}
}

// reaches tells whether a door can be deleted from here: its router is this
// network's, and PCP and NAT-PMP hear only the address that the door leads to.
func (p *plan) reaches(d Door) bool {
	at := d.Gateway
	if d.Through.IsValid() {
		at = d.Through
	}
	if at != p.network.gateway && !slices.Contains(p.network.near, at) {
		return false
	}
	return d.Method == UPnP || d.Through.IsValid() || slices.Contains(p.network.own, d.Inside.Addr())
}

// sweep deletes what a run before left. What leads to where a door is wanted now
// is not deleted but taken over, since some routers tell the two apart no better
// than by that.
func (p *plan) sweep() {
	for _, d := range p.left {
		e := p.heir(d)
		switch {
		case e != nil:
			e.left = &d
			if d.Port >= firstFree && e.kind == home {
				e.ports = slices.DeleteFunc(e.ports, func(port uint16) bool { return port == d.Port })
				e.ports = slices.Insert(e.ports, 0, d.Port)
			}
		case p.reaches(d):
			p.shut(d, p.beside(d))
		}
	}
	p.left = nil
}

// heir gives the entry that takes a door over.
func (p *plan) heir(d Door) *entry {
	if e := p.beside(d); e != nil && e.left == nil {
		return e
	}
	return nil
}

// beside gives the entry for a door that leads to the same place; nil: none.
func (p *plan) beside(d Door) *entry {
	for _, e := range p.entries() {
		sameRouter := d.Gateway == e.gateway || e.kind == hole && d.Method == UPnP && d.Gateway == p.network.gateway
		if d.Inside == e.inside && sameRouter {
			return e
		}
	}
	return nil
}
