package punch_test

import (
	"slices"
	"testing"

	"realtalk/core/reach/punch"
)

// TestProbes: a probe counts for one pair, one side and one secret only, and
// looks like no packet of QUIC.
func TestProbes(t *testing.T) {
	r, other := punch.Reply{Secret: secret}, punch.Reply{Secret: [8]byte{1}}
	const pair = 14_209_000_000
	for said, packet := range punch.Probes(r, punch.GuestRole, pair) {
		if got := punch.ReadProbe(r, punch.GuestRole, pair, packet); got != said {
			t.Errorf("probe %d is read as %d", said, got)
		}
		if packet[0]&0xC0 != 0 || len(packet) != 17 {
			t.Errorf("probe %d is % x", said, packet)
		}
		for name, got := range map[string]int{
			"other side":   punch.ReadProbe(r, punch.HostRole, pair, packet),
			"other pair":   punch.ReadProbe(r, punch.GuestRole, pair+1, packet),
			"steady pair":  punch.ReadProbe(r, punch.GuestRole, punch.Steady, packet),
			"other secret": punch.ReadProbe(other, punch.GuestRole, pair, packet),
			"longer":       punch.ReadProbe(r, punch.GuestRole, pair, append(slices.Clone(packet), 0)),
		} {
			if got != -1 {
				t.Errorf("%s: probe %d is read as %d", name, said, got)
			}
		}
		for i := range packet {
			wrong := slices.Clone(packet)
			wrong[i] ^= 1
			if got := punch.ReadProbe(r, punch.GuestRole, pair, wrong); got != -1 {
				t.Errorf("with byte %d changed probe %d is read as %d", i, said, got)
			}
			if got := punch.ReadProbe(r, punch.GuestRole, pair, packet[:i]); got != -1 {
				t.Errorf("%d bytes of probe %d are read as %d", i, said, got)
			}
		}
	}
}

// TestPorts: ports are spread over their range, and the two sides have others.
func TestPorts(t *testing.T) {
	r := punch.Reply{Secret: secret}
	seen := map[uint16]bool{}
	const pairs = 2000
	for pair := range int64(pairs) {
		for _, side := range []uint16{punch.Port(r, punch.HostRole, pair), punch.Port(r, punch.GuestRole, pair)} {
			if side < punch.LeastPort {
				t.Fatalf("port %d", side)
			}
			seen[side] = true
		}
	}
	if len(seen) < 2*pairs*95/100 {
		t.Errorf("%d ports of %d draws", len(seen), 2*pairs)
	}
}
