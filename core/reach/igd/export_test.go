package igd

import (
	"context"
	"net/netip"
)

// DiscoverAt is Discover where SSDP has another port.
func DiscoverAt(ctx context.Context, port uint16, gateways []netip.Addr, found func(*Device)) error {
	s := network
	s.port = port
	return s.discover(ctx, gateways, found)
}

// AskFrom tells whether a search from these addresses of this computer can be
// sent and is answered.
func AskFrom(ctx context.Context, local []netip.Addr, to netip.AddrPort) (bool, error) {
	var all []question
	for _, l := range local {
		all = append(all, question{l, []netip.AddrPort{to}})
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	answers, err := ask(ctx, all, func(netip.Addr) bool { return true })
	_, ok := <-answers
	cancel()
	for range answers {
	}
	return ok, err
}

// Most of what is read in one search or answer.
const (
	MaxPlaces      = maxPlaces
	MaxDescription = maxDescription
	MaxAction      = maxAction
	MaxElements    = maxElements
	MaxDepth       = maxDepth
)
