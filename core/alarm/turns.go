package alarm

import "net/netip"

// turns is how often a site asked to go on in this attack, and how often it
// could.
type turns struct{ asked, taken int }

// history counts the turns of sites, up to MaxCounted of them; others stay as
// if they were new.
type history map[netip.Prefix]turns

func (h history) asks(site netip.Prefix)  { h.add(site, turns{asked: 1}) }
func (h history) takes(site netip.Prefix) { h.add(site, turns{taken: 1}) }

func (h history) add(site netip.Prefix, more turns) {
	t, known := h[site]
	if known || len(h) < MaxCounted {
		h[site] = turns{t.asked + more.asked, t.taken + more.taken}
	}
}

// siteBits is what one site of IPv6 is given at most (RFC 6177 section 2): it
// may come from 65,536 households.
const siteBits = 48

// site is whose turns those of a household are: its own, or for IPv6 those of
// all in the same /48.
func site(house netip.Prefix) netip.Prefix {
	if house.Addr().Is4() {
		return house
	}
	return netip.PrefixFrom(house.Addr(), siteBits).Masked()
}
