package pcp

import (
	"encoding/binary"
	"errors"
	"net/netip"
	"time"
)

// Protocol is one of the two that are spoken on Port.
type Protocol string

// The protocols.
const (
	PCP    Protocol = "pcp"
	NATPMP Protocol = "nat-pmp"
)

// Port is the router's (RFC 6887 section 19, RFC 6886 section 1.1).
const Port = 5351

const (
	version    = 2 // of PCP
	response   = 0x80
	protocol   = 6    // TCP
	maxMessage = 1100 // RFC 6887 section 7

	opAnnounce = 0
	opMap      = 1

	pmpExternal = 0
	pmpMapTCP   = 2
)

// maxLifetime bounds what a router may promise (RFC 6887 section 15).
const maxLifetime = 24 * time.Hour

// errForeign: a message that answers something else than what was asked.
var errForeign = errors.New("not an answer to what was asked")

// answer is what a router said, of either protocol.
type answer struct {
	code     int // 0: it worked
	epoch    uint32
	lifetime time.Duration
	external netip.AddrPort // of NAT-PMP's mapping only the port is told
}

// pcpMap is a MAP request (RFC 6887 sections 7.1 and 11.1).
func pcpMap(m Mapping) []byte {
	b := pcpHeader(opMap, m.Lifetime, m.Internal.Addr())
	b = append(b, m.Nonce[:]...)
	b = append(b, protocol, 0, 0, 0)
	b = binary.BigEndian.AppendUint16(b, m.Internal.Port())
	b = binary.BigEndian.AppendUint16(b, m.External.Port())
	return append(b, wished(m)...)
}

// wished is the external address that is suggested: none, in the family of the
// internal one (RFC 6887 section 11.2).
func wished(m Mapping) []byte {
	suggested := m.External.Addr()
	switch {
	case suggested.IsValid():
	case m.Internal.Addr().Is4():
		suggested = netip.IPv4Unspecified()
	default:
		suggested = netip.IPv6Unspecified()
	}
	a := suggested.As16()
	return a[:]
}

func pcpHeader(op byte, lifetime time.Duration, client netip.Addr) []byte {
	b := []byte{version, op, 0, 0}
	b = binary.BigEndian.AppendUint32(b, seconds(lifetime))
	a := client.As16()
	return append(b, a[:]...)
}

func seconds(d time.Duration) uint32 { return uint32(min(max(d, 0), maxLifetime) / time.Second) }

// readPCP reads the answer to a MAP request.
func readPCP(b []byte, asked Mapping) (answer, error) {
	if len(b) < 24 || len(b) > maxMessage || b[0] != version || b[1] != opMap|response {
		return answer{}, errForeign
	}
	a := answer{code: int(b[3]), epoch: binary.BigEndian.Uint32(b[8:])}
	if len(b) < 60 {
		// An error may come without the rest (a router that speaks another
		// version cannot copy it).
		if a.code == 0 {
			return answer{}, errForeign
		}
		return a, nil
	}
	if string(b[24:36]) != string(asked.Nonce[:]) || b[36] != protocol || binary.BigEndian.Uint16(b[40:]) != asked.Internal.Port() {
		return answer{}, errForeign
	}
	if a.code != 0 {
		return a, nil
	}
	a.lifetime = lifetime(b[4:])
	external := netip.AddrFrom16([16]byte(b[44:60])).Unmap()
	a.external = netip.AddrPortFrom(external, binary.BigEndian.Uint16(b[42:]))
	return a, nil
}

func lifetime(b []byte) time.Duration {
	return min(time.Duration(binary.BigEndian.Uint32(b))*time.Second, maxLifetime)
}

// pmpAskExternal asks for the public address (RFC 6886 section 3.2).
func pmpAskExternal() []byte { return []byte{0, pmpExternal} }

// pmpMap asks for a TCP port (RFC 6886 section 3.3).
func pmpMap(m Mapping) []byte {
	b := []byte{0, pmpMapTCP, 0, 0}
	b = binary.BigEndian.AppendUint16(b, m.Internal.Port())
	b = binary.BigEndian.AppendUint16(b, m.External.Port())
	return binary.BigEndian.AppendUint32(b, seconds(m.Lifetime))
}

// speaksNATPMP: who speaks NAT-PMP alone says so in NAT-PMP, by result 1 (RFC 6886
// section 3.5).
func speaksNATPMP(b []byte) bool {
	return len(b) >= 8 && len(b) <= 16 && b[0] == 0 && b[1] == opMap|response && b[2] == 0 && b[3] == 1
}

// readPMP reads what comes before the rest in every answer; n is the length of a
// whole one that says yes.
func readPMP(b []byte, op byte, n int) (answer, error) {
	if len(b) < 8 || b[0] != 0 || b[1] != op|response {
		return answer{}, errForeign
	}
	a := answer{code: int(binary.BigEndian.Uint16(b[2:])), epoch: binary.BigEndian.Uint32(b[4:])}
	if a.code == 0 && len(b) < n {
		return answer{}, errForeign
	}
	return a, nil
}

func readPMPExternal(b []byte) (answer, error) {
	a, err := readPMP(b, pmpExternal, 12)
	if err == nil && a.code == 0 {
		a.external = netip.AddrPortFrom(netip.AddrFrom4([4]byte(b[8:12])), 0)
	}
	return a, err
}

func readPMPMap(b []byte, asked Mapping) (answer, error) {
	a, err := readPMP(b, pmpMapTCP, 16)
	if err != nil || a.code != 0 {
		return a, err
	}
	if binary.BigEndian.Uint16(b[8:]) != asked.Internal.Port() {
		return answer{}, errForeign
	}
	a.external = netip.AddrPortFrom(netip.Addr{}, binary.BigEndian.Uint16(b[10:]))
	a.lifetime = lifetime(b[12:])
	return a, nil
}
