package wire

import (
	"encoding/binary"
	"net/netip"
)

// maxAddrPort is the length of an IPv6 address and a port.
const maxAddrPort = 16 + 2

// PutAddrPort writes an address, 4 or 16 bytes, and a port, 2 bytes in network
// order, without a zone. What is no address gives nothing.
func PutAddrPort(a netip.AddrPort) []byte {
	if !a.IsValid() {
		return nil
	}
	return binary.BigEndian.AppendUint16(a.Addr().Unmap().AsSlice(), a.Port())
}

// AddrPort reads what PutAddrPort wrote; false for anything else.
func AddrPort(b []byte) (netip.AddrPort, bool) {
	if len(b) < 2 {
		return netip.AddrPort{}, false
	}
	a, ok := netip.AddrFromSlice(b[:len(b)-2])
	if !ok || a.Is4In6() {
		return netip.AddrPort{}, false
	}
	return netip.AddrPortFrom(a, binary.BigEndian.Uint16(b[len(b)-2:])), true
}
