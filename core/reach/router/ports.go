package router

import (
	"crypto/sha256"
	"encoding/binary"
	"net/netip"
	"slices"
)

const (
	mostPorts  = 11    // that are tried
	firstFree  = 1024  // lower ones are never asked for
	firstOther = 49152 // dynamic ports, RFC 6335 section 6
	otherPorts = 1<<16 - firstOther
)

// outerPorts gives the ports to ask for, best first: the inner one, then others
// that are the same each time for the same address and port, so that a router
// that has a mapping left gets no second one.
func outerPorts(inside netip.AddrPort) []uint16 {
	var ports []uint16
	if inside.Port() >= firstFree {
		ports = append(ports, inside.Port())
	}
	seed, _ := inside.MarshalBinary()
	for i := byte(0); len(ports) < mostPorts; i++ {
		sum := sha256.Sum256(append(seed, i))
		port := firstOther + binary.BigEndian.Uint16(sum[:])%otherPorts
		if !slices.Contains(ports, port) {
			ports = append(ports, port)
		}
	}
	return ports
}
