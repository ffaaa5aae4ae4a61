package igd

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// find6 looks for the same router over IPv6, from an address of this computer:
// where its description would be on the gateways, and by SSDP among the
// neighbours, of whom only those are looked at that name the router's UDN.
func (d *Device) find6(ctx context.Context, from netip.Addr) (service, error) {
	c, ok := cardOf(from)
	if !ok {
		return service{}, fmt.Errorf("no address of this computer: %w", ErrNotFound)
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	h := hunt{device: d, stop: cancel, results: make(chan *service)}
	to := []netip.AddrPort{netip.AddrPortFrom(d.search.group6.WithZone(c.name), d.search.port)}
	for _, g := range d.neighbours6(c) {
		h.look(ctx, heard{route{from, g}, answer{place: d.place}})
		to = append(to, netip.AddrPortFrom(g, d.search.port))
	}
	answers, err := ask(ctx, []question{{from, to, &quest{}}}, netip.Addr.Is6)
	if control := h.run(ctx, answers); control != nil {
		return *control, nil
	}
	return service{}, errors.Join(fmt.Errorf("over IPv6: %w", ErrNotFound), err, ctx.Err())
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

// hunt is the search for one router over IPv6. All but reading descriptions is
// done by one goroutine.
type hunt struct {
	device  *Device
	stop    func() // ends all that is under way
	seen    []heard
	pending int
	results chan *service // nil: it was of no use
}

// look reads the description at a place once.
func (h *hunt) look(ctx context.Context, at heard) {
	if len(h.seen) == maxPlaces || slices.ContainsFunc(h.seen, at.samePlace) {
		return
	}
	h.seen = append(h.seen, at)
	h.pending++
	go func() { h.results <- h.device.same(ctx, at) }()
}

// run gives the first that is right, nil if none is.
func (h *hunt) run(ctx context.Context, answers <-chan heard) (control *service) {
	for answers != nil || h.pending > 0 {
		select {
		case is, ok := <-answers:
			if !ok {
				answers = nil
			} else if udn := h.device.udn; udn != "" && strings.HasPrefix(is.usn, udn) {
				h.look(ctx, is)
			}
		case s := <-h.results:
			h.pending--
			if s != nil && control == nil {
				control = s
				h.stop()
			}
		}
	}
	return control
}

// same gives the firewall's control if the router's own description is there.
func (d *Device) same(ctx context.Context, at heard) *service {
	is, err := at.read(ctx, at.place)
	if err != nil || is.udn != d.udn || is.firewall == nil {
		return nil
	}
	return &service{at.route, is.firewall.kind, is.firewall.control}
}
