package router

import (
	"net/netip"
	"slices"

	"realtalk/core/reach"
)

// report orders what changed to be kept and told.
func (p *plan) report() {
	if doors := slices.Concat(p.doors(), p.doubtful()); !slices.Equal(doors, p.kept) {
		p.kept = doors
		p.out.keep, p.out.doors = true, doors
	}
	if s := p.state(); !p.telling || !s.same(p.told) {
		p.told, p.telling = s, true
		p.out.tell = &s
	}
}

// doors gives all that have to be deleted some time.
func (p *plan) doors() []Door {
	doors := slices.Concat(p.left, p.leaving)
	for _, e := range p.entries() {
		if e.left != nil {
			doors = append(doors, *e.left)
		}
		if e.door.Method != "" {
			doors = append(doors, e.door)
		}
	}
	return doors
}

func (p *plan) state() State {
	s := State{Gateway: p.network.gateway, Page: p.page}
	for _, h := range p.holes {
		if h.phase == held {
			s.Pinholes = append(s.Pinholes, h.way())
		}
	}
	h := p.home
	if h == nil {
		if p.looked {
			s.Answer, s.Why = NotFound, NoGateway
		}
		return s
	}
	s.Inside, s.External = h.inside, h.external
	if h.phase == held {
		s.Method = h.door.Method
	} else if h.why != NoReason && !s.External.IsValid() {
		s.External = p.told.External // until the router was asked again
	}
	s.Address, s.Why = p.verdict()
	s.Answer = s.Why.answer()
	switch {
	case s.Address.IsValid():
		s.Answer = Opened
	case s.Answer == Asking: // what is known by now would only be told twice
		s.External, s.Page, s.Method = netip.Addr{}, "", ""
	}
	return s
}

// way is where guests dial a pinhole.
func (e *entry) way() netip.AddrPort {
	if reach.Public(e.external) {
		return netip.AddrPortFrom(e.external, e.door.Port)
	}
	return e.inside
}

// verdict gives the way in over IPv4, or why there is none; NoReason: the router
// is being asked.
func (p *plan) verdict() (netip.AddrPort, Why) {
	h := p.home
	switch {
	case h.phase != held:
		return netip.AddrPort{}, h.why
	case h.forgets:
		return netip.AddrPort{}, Forgets
	case !h.external.IsValid():
		return netip.AddrPort{}, NoInternet
	case reach.Public(h.external):
		return netip.AddrPortFrom(h.external, h.door.Port), NoReason
	}
	return p.chain.verdict()
}

func (w Why) answer() Answer {
	switch w {
	case Carrier, SecondRouter, NoInternet:
		return NotPublic
	case NotAllowed, PortTaken, Forgets:
		return Refused
	case NoGateway, Silent:
		return NotFound
	}
	return Asking
}
