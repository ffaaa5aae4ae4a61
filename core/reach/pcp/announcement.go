package pcp

import "net/netip"

// Announcement is what a router tells all computers without being asked: that it
// lost its mappings (PCP), or what its public address is by now, with the hint
// of its clock that it lost them too (NAT-PMP).
type Announcement struct {
	From     netip.Addr // with a zone if it is link-local
	Protocol Protocol
	External netip.Addr // NAT-PMP's, the zero Addr for none
	Epoch    uint32     // the router's clock, in s; see Lost
}

// readAnnouncement reads PCP's ANNOUNCE (RFC 6887 section 14.1) or NAT-PMP's answer
// that nobody asked for (RFC 6886 section 3.2.1).
func readAnnouncement(b []byte) (Announcement, error) {
	if a, err := readHeader(b, opAnnounce); err == nil && a.result == 0 {
		return Announcement{Protocol: PCP, Epoch: a.epoch}, nil
	}
	if len(b) == pmpAddressLength && b[0] == versionNATPMP {
		if a, err := readPMPAddress(b); err == nil && a.result == 0 {
			return Announcement{Protocol: NATPMP, External: a.external.Addr(), Epoch: a.epoch}, nil
		}
	}
	return Announcement{}, errForeign
}
