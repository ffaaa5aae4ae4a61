package reach

import (
	"fmt"
	"net/netip"
	"slices"
)

// Surroundings is what this computer can see of where it is, with nobody's help.
type Surroundings struct {
	// VPN: what this computer sends goes through a tunnel, so that the router
	// of its own network is not the one that guests from outside come to.
	VPN bool

	// Private: the network looks like a home's or an office's, whose people
	// know each other. It is a guess, see the package comment.
	Private bool

	// Networks are those that this computer has an address in, each once. Link-local
	// ones are left out.
	Networks []netip.Prefix
}

// Look reads the surroundings from the system. It sends nothing; the error is
// that of the operating system.
func Look() (Surroundings, error) {
	cards, err := readCards()
	if err != nil {
		return Surroundings{}, fmt.Errorf("list network cards: %w", err)
	}
	return judge(cards, Gateways()), nil
}

func judge(cards []card, gateways []netip.Addr) Surroundings {
	var s Surroundings
	for _, c := range cards {
		if !c.up {
			continue
		}
		s.VPN = s.VPN || c.vpn()
		s.Private = s.Private || c.private(gateways)
		for _, a := range c.addrs {
			if usable(a.addr) && !slices.Contains(s.Networks, a.network()) {
				s.Networks = append(s.Networks, a.network())
			}
		}
	}
	return s
}

// vpn: a modem also has one other end, but gives this computer an address of the
// provider's.
func (c card) vpn() bool {
	return c.outward && c.tunnelled() && !c.modem()
}

// widestHome is the shortest prefix of a network that passes for a home's or an
// office's.
const widestHome = 20

// private tells whether the default route leads over this card into a network
// that looks private: not shared with more than some thousand others, and with a
// router between it and the Internet.
func (c card) private(gateways []netip.Addr) bool {
	if !c.outward || c.tunnelled() {
		return false
	}
	home := false
	for _, a := range c.addrs {
		if a.addr.Is4() && Public(a.addr) {
			return false
		}
		hasGateway := slices.ContainsFunc(gateways, a.network().Contains)
		home = home || a.addr.Is4() && a.addr.IsPrivate() && a.bits >= widestHome && hasGateway
	}
	return home
}
