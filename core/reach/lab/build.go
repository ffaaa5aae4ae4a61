//go:build linux

package lab

import (
	"fmt"
	"net/netip"
	"path/filepath"
	"slices"
)

const (
	wan4  = "203.0.113.254"
	wan6  = "2001:db8::fe"
	link6 = "fe80::1" // of every router, for its own computers

	firstMore = 5 // the numbers between are of the carriers of homes 1 and 2
)

func (l *Lab) build(made programs) error {
	p := newPlan(l.prefix, l.options)
	p.addRouter("wan")
	p.sockets("wan", "br0")
	p.address("wan", "br0", wan4+"/24", wan6+"/64", link6+"/64")
	p.add("peer")
	p.plug("peer", "eth0", "wan", "br0")
	l.computer(p, "peer", "203.0.113.50/24", "2001:db8::50/64", wan4)
	l.home(p, 1, l.options.Home1, made, "host", "lan")
	l.home(p, 2, l.options.Home2, made, "guest")
	for i, o := range l.options.More {
		l.home(p, firstMore+i, o, made, fmt.Sprint("guest", firstMore+i))
	}
	if err := p.namespaces(); err != nil {
		return err
	}
	for _, name := range p.uplinks {
		wire, err := newWire(l.prefix, name, l.options.Delay, l.options.Loss)
		if err != nil {
			return err
		}
		l.wires = append(l.wires, wire)
	}
	if err := p.network(); err != nil {
		return err
	}
	var routers []*router
	for _, r := range l.routers {
		routers = append(routers, r)
	}
	return sideBySide(routers, func(r *router) error {
		if err := nft(r.namespace, r.rules); err != nil {
			return err
		}
		return r.start(l.ctx)
	})
}

// computer plans the addresses of one and its way out.
func (l *Lab) computer(p *plan, name, cidr4, cidr6, gateway4 string) {
	l.computers[name] = computer{"eth0", gateway4}
	p.address(name, "eth0", cidr4, cidr6)
	p.route(name, "default", gateway4, link6+" dev eth0")
}

// home plans a home: its computers, its router and what is between that and the
// Internet.
func (l *Lab) home(p *plan, number int, o Router, made programs, computers ...string) {
	name := fmt.Sprint("router", number)
	in4, in6 := fmt.Sprintf("192.168.%d.", number), fmt.Sprintf("2001:db8:%d::", number)
	p.addRouter(name)
	p.sockets(name, "lan0")
	p.address(name, "lan0", in4+"1/24", in6+"1/64", link6+"/64")
	for i, computer := range computers {
		host := fmt.Sprint(10 + i)
		p.add(computer)
		p.plug(computer, "eth0", name, "lan0")
		l.computer(p, computer, in4+host+"/24", in6+host+"/64", in4+"1")
	}
	r := &router{
		lan: "lan0", inside: netip.MustParsePrefix(in4 + "1/24"), profile: o.Profile, minLife: o.MinLife,
		hairpin: o.Hairpin, filters6: !o.Open6, nat: o.NAT, wan: o.WAN, program: made.strict,
	}
	if o.Lenient || o.Double {
		r.program = made.lenient
	}
	if o.upstream() {
		l.behind(p, number, o, made, r)
	} else {
		l.online(p, name, number, in6)
		r.outside, r.gateway = netip.MustParsePrefix(fmt.Sprintf("203.0.113.%d/24", number)), wan4
	}
	l.add(p, name, r)
}

// online plans a router on the Internet, by the last number of its address, and
// the way to the IPv6 networks behind it.
func (l *Lab) online(p *plan, name string, number int, behind ...string) {
	own6 := fmt.Sprintf("2001:db8::%d", number)
	p.uplink(name)
	p.address(name, "wan0", fmt.Sprintf("203.0.113.%d/24", number), own6+"/64")
	p.route(name, "default", wan4, wan6)
	for _, network := range behind {
		p.route("wan", network+"/64", own6)
	}
}

// behind plans a carrier, or a second home router, between a home and the
// Internet.
func (l *Lab) behind(p *plan, number int, o Router, made programs, home *router) {
	name, inner := fmt.Sprint("carrier", number), fmt.Sprint("router", number)
	in4, in6, profile := fmt.Sprintf("100.64.%d.", number), fmt.Sprintf("2001:db8:f%d::", number), "off"
	if o.Double {
		in4, profile = "10.0.0.", "all"
	}
	home6 := fmt.Sprintf("2001:db8:%d::", number)
	p.addRouter(name)
	l.online(p, name, number+2, in6, home6)
	p.cable(name, "lan0", inner, "wan0")
	p.address(name, "lan0", in4+"1/24", in6+"1/64")
	p.address(inner, "wan0", in4+"2/24", in6+"2/64")
	p.route(inner, "default", in4+"1", in6+"1")
	p.route(name, home6+"/64", in6+"2")
	home.outside, home.gateway = netip.MustParsePrefix(in4+"2/24"), in4+"1"
	l.add(p, name, &router{
		lan: "lan0", inside: netip.MustParsePrefix(in4 + "1/24"), profile: profile, nat: o.CarrierNAT, program: made.strict,
		outside: netip.MustParsePrefix(fmt.Sprintf("203.0.113.%d/24", number+2)), gateway: wan4,
	})
}

// add completes a router.
func (l *Lab) add(p *plan, name string, r *router) {
	r.namespace = l.Name(name)
	r.folder = filepath.Join(l.folder, name)
	r.no6 = l.options.No6
	r.rules = r.writeRules()
	if r.hairpin {
		p.commands[name] = slices.Concat(p.commands[name], r.hairpinRules(), r.hairpinRoute())
	}
	l.routers[name] = r
}
