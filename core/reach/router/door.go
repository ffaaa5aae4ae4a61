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

// sameRow tells whether two doors are one line in the router's table.
func (d Door) sameRow(o Door) bool {
	switch {
	case d == o:
		return true
	case d.Gateway != o.Gateway:
		return false
	case d.Method == PCP && o.Method == PCP && d.Nonce == o.Nonce:
		return true
	case d.Inside.Addr().Is6():
		return d.Method == UPnP && o.Method == UPnP && d.Inside == o.Inside && d.Hole == o.Hole
	}
	return d.Port == o.Port
}
