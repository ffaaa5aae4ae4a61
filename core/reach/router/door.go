package router

import "net/netip"

// Door is what has to be deleted at a router later, by this run of the program
// or the next one. Nothing in it is secret but the nonce, without which others on
// the same network cannot delete the door.
type Door struct {
	Method   Method         `json:"method"`
	Gateway  netip.Addr     `json:"gateway"`
	Through  netip.Addr     `json:"through,omitzero"`  // the router that Gateway is behind, if it is no neighbour
	Location string         `json:"location,omitzero"` // URL of Gateway's description, UPnP
	Inside   netip.AddrPort `json:"inside"`            // where it leads to
	Port     uint16         `json:"port"`              // outer one
	Hole     uint16         `json:"hole,omitzero"`     // number of an IPv6 pinhole, UPnP
	Nonce    [12]byte       `json:"nonce,omitzero"`    // PCP
}

// same tells whether two doors are one to the router.
func (d Door) same(o Door) bool {
	switch {
	case d.Method != o.Method || d.Gateway != o.Gateway || d.Inside != o.Inside:
		return false
	case d.Method == PCP:
		return d.Nonce == o.Nonce
	case d.Method == NATPMP:
		return true
	}
	return d.Port == o.Port && d.Hole == o.Hole
}
