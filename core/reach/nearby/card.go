package nearby

import (
	"cmp"
	"net"
	"net/netip"
	"slices"
	"strconv"

	"realtalk/core/reach"
)

// maxCards bounds the sockets that a computer full of virtual networks costs.
// Those that people are behind go first.
const maxCards = 16

// card is a network card that neighbours can be behind.
type card struct {
	iface net.Interface
	own   []netip.Prefix // its addresses with their networks
	addrs []netip.Addr   // the same, best first, without zone
}

// readCards gives the cards that neighbours can be behind.
func readCards() []card {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil // later perhaps
	}
	best, _ := reach.LocalAddresses()
	var all []card
	for _, i := range interfaces {
		const needed, unwanted = net.FlagUp | net.FlagRunning | net.FlagMulticast, net.FlagLoopback | net.FlagPointToPoint
		if i.Flags&needed != needed || i.Flags&unwanted != 0 {
			continue
		}
		if c := newCard(i, best); len(c.addrs) > 0 {
			all = append(all, c)
		}
	}
	all = choose(all, best)
	return all[:min(len(all), maxCards)]
}

// choose puts the card with the best address first, which mostly is that of the
// default route, then those that somebody built, then the others as their best
// addresses go. One without an address of a network is the last of its kind.
func choose(cards []card, best []netip.Addr) []card {
	place := func(c card) (kind, address int) {
		address = slices.IndexFunc(best, func(a netip.Addr) bool { return slices.Contains(c.addrs, a) })
		switch {
		case address == 0:
			return 0, 0
		case address < 0:
			address = len(best)
		}
		if c.built() {
			return 1, address
		}
		return 2, address
	}
	slices.SortStableFunc(cards, func(a, b card) int {
		kind, address := place(a)
		otherKind, otherAddress := place(b)
		return cmp.Or(kind-otherKind, address-otherAddress)
	})
	return cards
}

// built tells a card with an address that its maker gave it (IEEE 802, bit U/L of
// the first byte) from those that programs make up.
func (c card) built() bool {
	const madeUp = 0x02
	return len(c.iface.HardwareAddr) > 0 && c.iface.HardwareAddr[0]&madeUp == 0
}

func newCard(i net.Interface, best []netip.Addr) card {
	c := card{iface: i}
	addrs, _ := i.Addrs() // an error: it was unplugged just now
	for _, a := range addrs {
		if n, ok := a.(*net.IPNet); ok {
			addr, _ := netip.AddrFromSlice(n.IP)
			bits, _ := n.Mask.Size()
			c.own = append(c.own, netip.PrefixFrom(addr.Unmap(), bits))
		}
	}
	for _, a := range best {
		if slices.ContainsFunc(c.own, func(p netip.Prefix) bool { return p.Addr() == a }) {
			c.addrs = append(c.addrs, a)
		}
	}
	for _, p := range c.own {
		if p.Addr().IsLinkLocalUnicast() {
			c.addrs = append(c.addrs, p.Addr())
		}
	}
	return c
}

func (c card) equal(other card) bool {
	return c.iface.Index == other.iface.Index && c.iface.Name == other.iface.Name &&
		slices.Equal(c.own, other.own) && slices.Equal(c.addrs, other.addrs)
}

// near gives an address of a network that this card is in, with the zone if it
// needs one.
func (c card) near(a netip.Addr) (netip.Addr, bool) {
	zone := a.Zone()
	if a = a.Unmap().WithZone(""); zone != "" && zone != c.iface.Name && zone != strconv.Itoa(c.iface.Index) {
		return a, false
	}
	if !a.IsGlobalUnicast() && !a.IsLinkLocalUnicast() {
		return a, false
	}
	if !slices.ContainsFunc(c.own, func(p netip.Prefix) bool { return p.Contains(a) }) {
		return a, false
	}
	if a.Is6() && a.IsLinkLocalUnicast() {
		a = a.WithZone(c.iface.Name)
	}
	return a, true
}

// source gives the address that packets of a family start from on this card.
func (c card) source(v6 bool) (netip.Addr, bool) {
	for _, a := range c.addrs {
		if a.Is4() && !v6 {
			return a, true
		}
		if a.Is6() && v6 && a.IsLinkLocalUnicast() {
			return a.WithZone(c.iface.Name), true
		}
	}
	return netip.Addr{}, false
}
