package router

import (
	"net/netip"
	"slices"
)

// chain is the way through a second home router: where the gateway's outer
// address is a private one, the door at the router there leads to the gateway's
// door.
type chain struct {
	inner      netip.AddrPort // the gateway's door on its outer side; zero: there is no chain
	candidates []netip.Addr   // where the second router may be, still to be asked
	outers     []*entry
}

// guess notes the second router's likely addresses: the usual ones of its
// network.
func (c *chain) guess(p *plan) {
	usual := c.inner.Addr().As4()
	for _, last := range []byte{1, 254} {
		usual[3] = last
		a := netip.AddrFrom4(usual)
		if a != c.inner.Addr() && a != p.network.gateway && !slices.Contains(p.network.own, a) {
			c.candidates = append(c.candidates, a)
		}
	}
}

// arrange begins and ends the chain as the gateway's door has it.
func (p *plan) arrange() {
	var inner netip.AddrPort
	if h := p.home; h != nil && h.phase == held && !h.forgets && behind(h.external) == SecondRouter {
		inner = netip.AddrPortFrom(h.external, h.door.Port)
	}
	if inner != p.chain.inner {
		for _, o := range p.chain.outers {
			p.drop(o)
		}
		p.chain = chain{inner: inner}
		if inner.IsValid() {
			p.chain.guess(p)
		}
	}
	p.chain.start(p)
	p.chain.settle(p)
}

// start asks all candidates, once what a run before left at them is gone.
func (c *chain) start(p *plan) {
	if slices.ContainsFunc(p.leaving, func(d Door) bool { return d.Through.IsValid() }) {
		return
	}
	for _, a := range c.candidates {
		o := p.newEntry(outer, a, c.inner)
		o.through = p.home.gateway
		c.outers = append(c.outers, o)
		o.race(p)
	}
	c.candidates = nil
}

// settle keeps one of several.
func (c *chain) settle(p *plan) {
	i := slices.IndexFunc(c.outers, func(o *entry) bool { return o.phase == held })
	if i < 0 || len(c.outers) == 1 {
		return
	}
	keep := c.outers[i]
	for _, o := range c.outers {
		if o != keep {
			p.drop(o)
		}
	}
	c.outers = []*entry{keep}
}

// verdict gives the way in through the chain, or why there is none; NoReason: it
// is being looked for.
func (c *chain) verdict() (netip.AddrPort, Why) {
	why := SecondRouter
	if len(c.candidates) > 0 {
		why = NoReason
	}
	for _, o := range c.outers {
		switch {
		case o.phase == held && !o.forgets:
			return netip.AddrPortFrom(o.external, o.door.Port), NoReason
		case o.forgets:
		case o.why == NoReason:
			why = NoReason
		case o.why == Carrier && why != NoReason:
			why = Carrier
		}
	}
	return netip.AddrPort{}, why
}
