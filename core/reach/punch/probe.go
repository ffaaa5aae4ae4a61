package punch

import "crypto/hmac"

// said is what a probe says, its first byte. The two top bits are 0, as in no
// packet of QUIC (RFC 9443), so both can share a socket.
type said byte

const (
	hello  said = iota // I am here
	heard              // and I heard you
	chosen             // and I heard that you heard me: talk QUIC here (guest only)
	allSaid
)

const probeSize = 1 + 16

// probes are all that a role can say over one pair of ports, so that nothing is
// computed for a packet that comes.
type probes [allSaid][]byte

func (k keys) probes(r role, pair int64) (p probes) {
	for s := range p {
		sum := k.derive("probe", int64(r), pair, int64(s))
		p[s] = append([]byte{byte(s)}, sum[:probeSize-1]...)
	}
	return p
}

// read tells what a packet says, false if it is nothing of the other's.
func (p probes) read(packet []byte) (said, bool) {
	if len(packet) != probeSize || packet[0] >= byte(allSaid) {
		return 0, false
	}
	s := said(packet[0])
	return s, hmac.Equal(packet, p[s])
}

// isQUIC tells a QUIC packet with a long header, the only kind that begins a
// connection (RFC 9000, section 17.2).
func isQUIC(packet []byte) bool {
	return len(packet) > 0 && packet[0]&0xC0 == 0xC0
}
