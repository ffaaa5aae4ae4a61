package igd

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"
)

const protocolTCP = "6" // of IP

// Pinhole lets TCP connections through the router's IPv6 firewall to a port of
// this computer, for lifetime (whole seconds, a day at most). from is the
// computer's global address that they go to, and the one that the router is asked
// from: the router is looked for over IPv6, for two seconds at most, and
// ErrNotFound if it is not there. The number is for the other two methods.
func (d *Device) Pinhole(ctx context.Context, from netip.Addr, port uint16, lifetime time.Duration) (uint16, error) {
	const action = "AddPinhole"
	in := struct{ RemoteHost, RemotePort, InternalClient, InternalPort, Protocol, LeaseTime string }{
		"", "0", from.String(), number(port), protocolTCP, seconds(lifetime),
	}
	var out struct{ UniqueID string }
	if err := d.callFirewall(ctx, from, action, &in, &out); err != nil {
		return 0, err
	}
	id, err := strconv.ParseUint(strings.TrimSpace(out.UniqueID), 10, 16)
	if err != nil {
		return 0, fmt.Errorf("%s at %s: %w", action, d.remote, ErrAnswer)
	}
	return uint16(id), nil
}

// RenewPinhole gives a pinhole, which from opened, another lifetime.
func (d *Device) RenewPinhole(ctx context.Context, from netip.Addr, id uint16, lifetime time.Duration) error {
	in := struct{ UniqueID, NewLeaseTime string }{number(id), seconds(lifetime)}
	return d.callFirewall(ctx, from, "UpdatePinhole", &in, nil)
}

// ClosePinhole closes a pinhole that from opened. It is no error if it is gone.
func (d *Device) ClosePinhole(ctx context.Context, from netip.Addr, id uint16) error {
	in := struct{ UniqueID string }{number(id)}
	return unlessGone(d.callFirewall(ctx, from, "DeletePinhole", &in, nil))
}

func (d *Device) callFirewall(ctx context.Context, from netip.Addr, action string, in, out any) error {
	control, err := d.firewallFrom(ctx, from)
	if err != nil {
		return fmt.Errorf("%s at %s: %w", action, d.remote, err)
	}
	return control.call(ctx, action, in, out)
}

// firewallFrom gives the control of the firewall that is reached from an address.
func (d *Device) firewallFrom(ctx context.Context, from netip.Addr) (service, error) {
	d.mu.Lock()
	known, ok := d.holes[from]
	d.mu.Unlock()
	if ok {
		return known, nil
	}
	if d.firewall == nil || !from.Is6() {
		return service{}, ErrNotFound
	}
	s, err := d.find6(ctx, from)
	if err != nil {
		return service{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.holes == nil {
		d.holes = map[netip.Addr]service{}
	}
	d.holes[from] = s
	return s, nil
}

// find6 looks for the same router over IPv6: where its description would be on
// the gateways, and by SSDP among the neighbours, of whom only those are looked
// at that name the router's UDN.
func (d *Device) find6(ctx context.Context, from netip.Addr) (service, error) {
	c, ok := cardOf(from)
	if !ok {
		return service{}, fmt.Errorf("no address of this computer: %w", ErrNotFound)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	gateways := d.neighbours6(c)
	to := []netip.AddrPort{netip.AddrPortFrom(d.search.group6.WithZone(c.name), d.search.port)}
	results := make(chan *service)
	pending := 0
	var seen []heard
	look := func(h heard) {
		old := slices.ContainsFunc(seen, func(o heard) bool { return o.remote == h.remote && o.place == h.place })
		if !old && len(seen) < maxPlaces {
			seen = append(seen, h)
			pending++
			go func() { results <- d.same(ctx, h) }()
		}
	}
	for _, g := range gateways {
		look(heard{route: route{from, g}, answer: answer{place: d.place}})
		to = append(to, netip.AddrPortFrom(g, d.search.port))
	}
	answers, err := ask(ctx, []question{{from, to}}, netip.Addr.Is6)
	var control *service
	for answers != nil || pending > 0 {
		select {
		case h, ok := <-answers:
			if !ok {
				answers = nil
			} else if d.udn != "" && strings.HasPrefix(h.usn, d.udn) {
				look(h)
			}
		case s := <-results:
			pending--
			if s != nil && control == nil {
				control = s
				cancel()
			}
		}
	}
	if control == nil {
		return service{}, errors.Join(fmt.Errorf("over IPv6: %w", ErrNotFound), err, ctx.Err())
	}
	return *control, nil
}

// neighbours6 gives the IPv6 gateways behind a card, with the zone if they need
// one and have none.
func (d *Device) neighbours6(c card) []netip.Addr {
	var all []netip.Addr
	for _, g := range d.gateways6 {
		if g.IsLinkLocalUnicast() && g.Zone() == "" {
			g = g.WithZone(c.name)
		}
		if g.Zone() == "" || g.Zone() == c.name {
			all = append(all, g)
		}
	}
	return all
}

// same gives the firewall's control if the router's own description is there.
func (d *Device) same(ctx context.Context, h heard) *service {
	is, err := h.read(ctx, h.place)
	if err != nil || is.udn != d.udn || is.firewall == nil {
		return nil
	}
	return &service{h.route, is.firewall.kind, is.firewall.control}
}
