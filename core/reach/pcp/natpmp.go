package pcp

import (
	"encoding/binary"
	"net/netip"
)

// Lengths of NAT-PMP's answers: how each begins, and the whole ones.
const (
	pmpHeaderLength  = 8
	pmpAddressLength = 12
	pmpMapLength     = 16
)

// pmpAskAddress asks for the public address (RFC 6886 section 3.2).
func pmpAskAddress() []byte { return []byte{versionNATPMP, opAddress} }

// appendPMPMap adds NAT-PMP's request for a mapping (RFC 6886 section 3.3), or for
// its end if it has no lifetime (section 3.4).
func (m Mapping) appendPMPMap(b []byte) []byte {
	wish := m.External.Port()
	if m.Lifetime == 0 {
		wish = 0
	}
	b = append(b, versionNATPMP, opMapTCP, 0, 0)
	b = binary.BigEndian.AppendUint16(b, m.Internal.Port())
	b = binary.BigEndian.AppendUint16(b, wish)
	return binary.BigEndian.AppendUint32(b, seconds(m.Lifetime))
}

// readPMPHeader reads how every NAT-PMP answer begins; the whole one has a length.
func readPMPHeader(b []byte, op byte, length int) (answer, error) {
	if saysOtherVersion(b, versionNATPMP) {
		return answer{result: unsupportedVersion}, nil
	}
	if len(b) < pmpHeaderLength || len(b) > maxMessage || b[0] != versionNATPMP || b[1] != op|answered {
		return answer{}, errForeign
	}
	a := answer{result: int(binary.BigEndian.Uint16(b[2:])), epoch: binary.BigEndian.Uint32(b[4:])}
	if a.result == 0 && len(b) < length {
		return answer{}, errForeign
	}
	return a, nil
}

func readPMPAddress(b []byte) (answer, error) {
	a, err := readPMPHeader(b, opAddress, pmpAddressLength)
	if err != nil || a.result != 0 {
		return a, err
	}
	outside := netip.AddrFrom4([4]byte(b[8:pmpAddressLength]))
	a.external = netip.AddrPortFrom(possible(outside, netip.IPv4Unspecified()), 0)
	return a, nil
}

func readPMPMap(b []byte, asked Mapping) (answer, error) {
	a, err := readPMPHeader(b, opMapTCP, pmpMapLength)
	if err != nil || a.result != 0 {
		return a, err
	}
	if binary.BigEndian.Uint16(b[8:]) != asked.Internal.Port() {
		return answer{}, errForeign
	}
	a.external = netip.AddrPortFrom(netip.Addr{}, binary.BigEndian.Uint16(b[10:]))
	a.lifetime = lifetime(binary.BigEndian.Uint32(b[12:]))
	return a, nil
}
