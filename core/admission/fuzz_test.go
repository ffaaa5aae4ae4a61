package admission_test

import (
	"encoding/json"
	"net/netip"
	"slices"
	"testing"

	"realtalk/core/admission"
)

// addresses are of four households: 0 and 1 are one, 2 and 3 too.
var addresses = []netip.Addr{
	netip.MustParseAddr("2001:db8::1"), netip.MustParseAddr("2001:db8::ffff:1"),
	netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("::ffff:192.0.2.1"),
	netip.MustParseAddr("192.0.2.2"), netip.MustParseAddr("fe80::1%eth0"),
}

// FuzzStep reads two bytes for each thing that happens. The ledger holds the
// invariants: never more than six tries judged or in flight, everybody answered,
// a block stays, Save before Grant and Shut, Records come back from disk.
func FuzzStep(f *testing.F) {
	f.Add([]byte{0, 0, 1, 0, 2, 0})                                              // knocks, asks, right
	f.Add([]byte{0, 0, 1, 0, 3, 0, 1, 0, 3, 0, 1, 0, 3, 0})                      // three wrong
	f.Add([]byte{0, 32, 1, 32, 4, 32, 0, 49, 1, 49, 4, 49})                      // hangs up
	f.Add([]byte{0, 0, 0, 1, 1, 0, 1, 1, 5, 0, 2, 0, 0, 2, 6, 0, 0, 3})          // blocked while trying
	f.Add([]byte{0, 0, 0, 17, 1, 0, 1, 17, 7, 0, 0, 2, 1, 2, 7, 0, 0, 3, 1, 3})  // crashes
	f.Add([]byte{0, 80, 1, 80, 3, 80, 1, 80, 3, 80, 6, 80, 1, 80, 2, 80, 1, 80}) // unblocked
	f.Fuzz(func(t *testing.T, data []byte) {
		l := newLedger()
		for pair := range slices.Chunk(data, 2) {
			if len(pair) < 2 {
				break
			}
			if err := happen(l, pair[0], pair[1]); err != nil {
				t.Fatalf("%v: %v", pair, err)
			}
		}
		if err := l.drain(); err != nil {
			t.Fatal(err)
		}
	})
}

// happen makes the lower half of what the connection and the upper the address.
func happen(l *ledger, op, what byte) error {
	c := admission.Conn(what & 15)
	addr := addresses[int(what>>4)%len(addresses)]
	switch op % 8 {
	case 0:
		if l.guests[c] != nil {
			return nil
		}
		return l.step(admission.Knock{Conn: c, Addr: addr})
	case 1:
		return l.step(admission.Ask{Conn: c})
	case 2:
		return l.step(admission.Judge{Conn: c, Right: true})
	case 3:
		return l.step(admission.Judge{Conn: c})
	case 4:
		return l.step(admission.Gone{Conn: c})
	case 5:
		return l.step(admission.Block{Prefix: admission.Household(addr), Why: admission.WhyHost})
	case 6:
		return l.step(admission.Unblock{Prefix: admission.Household(addr)})
	default:
		return l.restart()
	}
}

// FuzzRecords reads a file that may be damaged.
func FuzzRecords(f *testing.F) {
	f.Add([]byte(`[{"address":"192.0.2.1/32","wrong":2,"blocked":false}]`))
	f.Add([]byte(`[{"address":"192.0.2.1/24","wrong":-1,"blocked":true,"why":"host"}]`))
	f.Add([]byte(`[{"address":"2001:db8::1/128","wrong":99},{"address":"2001:db8::/64","wrong":1}]`))
	f.Add([]byte(`[{"address":"::ffff:192.0.2.1/128","wrong":1},{"address":"","blocked":true}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var records []admission.Record
		if json.Unmarshal(data, &records) != nil {
			return
		}
		const limit = 3
		kept := admission.NewLimited(records, limit).Records()
		if len(kept) > limit {
			t.Fatalf("%d records, limit %d", len(kept), limit)
		}
		if err := checkRoundTrip(kept); err != nil {
			t.Fatal(err)
		}
		for _, r := range kept {
			if admission.Household(r.Address.Addr()) != r.Address || r.Wrong < 0 || r.Wrong > 6 ||
				r.Blocked != (r.Why != "") || r.Wrong == 6 && !r.Blocked {
				t.Fatalf("inconsistent: %+v", r)
			}
		}
	})
}
