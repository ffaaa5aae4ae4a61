package pcp

import (
	"encoding/binary"
	"errors"
	"net/netip"
	"time"
)

// The octets by which messages of both protocols begin.
const (
	versionPCP    = 2
	versionNATPMP = 0

	answered = 0x80 // added to the operation

	opAnnounce = 0 // PCP
	opMap      = 1 // PCP
	opAddress  = 0 // NAT-PMP
	opMapTCP   = 2 // NAT-PMP
)

const unsupportedVersion = 1 // of both protocols

// errForeign: a message that is no answer to what was asked.
var errForeign = errors.New("no answer to what was asked")

// answer is what a router said, in either protocol.
type answer struct {
	result   int // 0: yes
	epoch    uint32
	lifetime time.Duration
	external netip.AddrPort // of a NAT-PMP mapping only the port, else only the address
}

const (
	headerLength = 24   // RFC 6887 section 7
	mapLength    = 60   // RFC 6887 section 11.1
	maxMessage   = 1100 // RFC 6887 section 7
	tcp          = 6
)

// appendMap adds PCP's request for a mapping (RFC 6887 sections 7.1 and 11.1), or
// for its end if it has no lifetime.
func (m Mapping) appendMap(b []byte) []byte {
	b = append(b, versionPCP, opMap, 0, 0)
	b = binary.BigEndian.AppendUint32(b, seconds(m.Lifetime))
	b = appendAddr(b, m.Internal.Addr())
	b = append(b, m.Nonce[:]...)
	b = append(b, tcp, 0, 0, 0)
	b = binary.BigEndian.AppendUint16(b, m.Internal.Port())
	b = binary.BigEndian.AppendUint16(b, m.External.Port())
	wish := m.External.Addr()
	if !wish.IsValid() {
		wish = none(m.Internal.Addr())
	}
	return appendAddr(b, wish)
}

func appendAddr(b []byte, a netip.Addr) []byte {
	octets := a.As16()
	return append(b, octets[:]...)
}

// none is how no preference is said in the family of an address (RFC 6887
// sections 5 and 11.1).
func none(family netip.Addr) netip.Addr {
	if family.Is4() {
		return netip.IPv4Unspecified()
	}
	return netip.IPv6Unspecified()
}

// readMap reads PCP's answer to a request.
func readMap(b []byte, asked Mapping) (answer, error) {
	if saysOtherVersion(b, versionPCP) {
		return answer{result: unsupportedVersion}, nil
	}
	a, err := readHeader(b, opMap)
	switch {
	case err != nil:
		return answer{}, err
	case len(b) < mapLength && a.result == 0:
		return answer{}, errForeign
	case len(b) < mapLength: // of a request that it could not read, there is nothing to repeat
		return a, nil
	case [12]byte(b[24:36]) != asked.Nonce, b[36] != tcp, binary.BigEndian.Uint16(b[40:]) != asked.Internal.Port():
		return answer{}, errForeign
	case a.result != 0:
		return a, nil
	}
	outside := possible(netip.AddrFrom16([16]byte(b[44:mapLength])), asked.Internal.Addr())
	a.external = netip.AddrPortFrom(outside, binary.BigEndian.Uint16(b[42:]))
	return a, nil
}

// readHeader reads how every PCP answer begins (RFC 6887 section 7.2).
func readHeader(b []byte, op byte) (answer, error) {
	if len(b) < headerLength || len(b) > maxMessage || len(b)%4 != 0 || b[0] != versionPCP || b[1] != op|answered {
		return answer{}, errForeign
	}
	return answer{
		result:   int(b[3]),
		lifetime: lifetime(binary.BigEndian.Uint32(b[4:])),
		epoch:    binary.BigEndian.Uint32(b[8:]),
	}, nil
}

// saysOtherVersion tells an answer by which a router shows that it does not speak
// the version asked. The first four octets mean the same in all of them (RFC 6887
// appendix A). Some that speak NAT-PMP alone do not look at the version, and say
// anything; it is none of our question in any case.
func saysOtherVersion(b []byte, asked byte) bool {
	if len(b) < 8 || len(b) > maxMessage || b[0] == asked || b[1]&answered == 0 {
		return false
	}
	return b[0] == versionNATPMP || b[3] == unsupportedVersion
}
