//go:build linux

package lab

import (
	"errors"
	"fmt"
	"strings"
	"sync"
)

// plan collects what a lab is made of, so that it is built with few programs
// and most of it side by side.
type plan struct {
	prefix     string
	no6, wired bool                // no IPv6; cables to the Internet with delay or loss
	names      []string            // of computers and routers
	settings   map[string][]string // kernel parameters of each
	commands   map[string][]string // of ip in each
	cables     []string            // commands of ip outside
	uplinks    []string            // whose wan0 is a wire
}

func newPlan(prefix string, o Options) *plan {
	return &plan{
		prefix: prefix, no6: o.No6, wired: o.Delay > 0 || o.Loss > 0,
		settings: map[string][]string{}, commands: map[string][]string{},
	}
}

// add plans a computer.
func (p *plan) add(name string) {
	p.names = append(p.names, name)
	p.commands[name] = []string{"link set lo up"}
	p.settings[name] = []string{"net/ipv4/conf/all/rp_filter=0", "net/ipv4/conf/default/rp_filter=0"}
	if p.no6 {
		p.set(name, "net/ipv6/conf/all/disable_ipv6=1", "net/ipv6/conf/default/disable_ipv6=1")
		return
	}
	// Addresses are given, so nobody has to ask for them or about them.
	p.set(name, "net/ipv6/conf/default/accept_dad=0", "net/ipv6/conf/default/accept_ra=0",
		"net/ipv6/conf/default/router_solicitations=0")
}

// addRouter plans a computer that passes on what is not its own.
func (p *plan) addRouter(name string) {
	p.add(name)
	// A switch is one for IP packets, too, even if another container made the
	// kernel look at them.
	for _, tables := range []string{"iptables", "ip6tables", "arptables"} {
		p.set(name, optional+"net/bridge/bridge-nf-call-"+tables+"=0")
	}
	p.set(name, "net/ipv4/ip_forward=1", "net/ipv4/conf/all/send_redirects=0", "net/ipv4/conf/default/send_redirects=0")
	if !p.no6 {
		p.set(name, "net/ipv6/conf/all/forwarding=1", "net/ipv6/conf/default/forwarding=1")
	}
}

func (p *plan) set(name string, settings ...string) {
	p.settings[name] = append(p.settings[name], settings...)
}

func (p *plan) run(name, format string, args ...any) {
	p.commands[name] = append(p.commands[name], fmt.Sprintf(format, args...))
}

// sockets plans a switch that floods multicast, as cheap ones do.
func (p *plan) sockets(name, bridge string) {
	p.run(name, "link add %s type bridge forward_delay 0 mcast_snooping 0", bridge)
	p.run(name, "link set %s up", bridge)
}

// cable plans one between two cards.
func (p *plan) cable(name, card, toName, toCard string) {
	p.cables = append(p.cables, fmt.Sprintf("link add %s netns %s%s type veth peer name %s netns %s%s",
		card, p.prefix, name, toCard, p.prefix, toName))
	p.run(name, "link set %s up", card)
	p.run(toName, "link set %s up", toCard)
}

// plug plans a cable from a card into a switch.
func (p *plan) plug(name, card, router, bridge string) {
	p.cable(name, card, router, name)
	p.run(router, "link set %s master %s", name, bridge)
}

// uplink plans the cable from a router to the Internet, or the wire.
func (p *plan) uplink(router string) {
	if !p.wired {
		p.plug(router, "wan0", "wan", "br0")
		return
	}
	p.uplinks = append(p.uplinks, router)
	p.run(router, "link set wan0 up")
	p.run("wan", "link set %s master br0 up", router)
}

// address plans those of a card, with the length of their networks.
func (p *plan) address(name, card string, cidrs ...string) {
	for _, cidr := range cidrs {
		if !p.no6 || !strings.Contains(cidr, ":") {
			p.run(name, "%s", address(card, cidr))
		}
	}
}

// address is nodad for IPv6: it can be used at once.
func address(card, cidr string) string {
	command := fmt.Sprintf("addr add %s dev %s", cidr, card)
	if strings.Contains(cidr, ":") {
		command += " nodad"
	}
	return command
}

// route plans the way to a network, "default" for all others.
func (p *plan) route(name, network string, gateways ...string) {
	for _, gateway := range gateways {
		if !p.no6 || !strings.Contains(gateway, ":") {
			p.run(name, "route add %s via %s", network, gateway)
		}
	}
}

// namespaces makes them, with their parameters, which cards that come later
// inherit.
func (p *plan) namespaces() error {
	var adds []string
	for _, name := range p.names {
		adds = append(adds, "netns add "+p.prefix+name)
	}
	if err := ip("", adds); err != nil {
		return err
	}
	return sideBySide(p.names, func(name string) error { return sysctl(p.prefix+name, p.settings[name]) })
}

// network lays the cables and gives out addresses and routes.
func (p *plan) network() error {
	if err := ip("", p.cables); err != nil {
		return err
	}
	return sideBySide(p.names, func(name string) error { return ip(p.prefix+name, p.commands[name]) })
}

// sideBySide calls f for each at once and waits for all.
func sideBySide[T any](all []T, f func(T) error) error {
	var wait sync.WaitGroup
	failed := make([]error, len(all))
	for i, one := range all {
		wait.Go(func() { failed[i] = f(one) })
	}
	wait.Wait()
	return errors.Join(failed...)
}
