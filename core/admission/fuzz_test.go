package admission_test

import (
	"encoding/json"
	"net/netip"
	"slices"
	"testing"
	"time"

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
	f.Add([]byte{0, 32, 1, 32, 0, 65, 10, 33, 0, 66, 6, 32, 12, 33, 0, 67})      // a network blocked and unblocked
	f.Add([]byte{9, 3, 11, 35, 13, 3, 0, 0, 9, 2, 9, 3, 9, 0, 13, 15, 7, 0})     // blocks end
	f.Add([]byte{14, 0, 0, 1, 1, 1, 15, 1, 5, 0, 15, 0, 8, 0, 0, 2, 15, 3})      // names and notes
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
	home := admission.Household(addr)
	switch op % 16 {
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
		return l.step(admission.Block{Prefix: home, Why: admission.WhyHost})
	case 6:
		return l.step(admission.Unblock{Prefix: home})
	case 7:
		return l.restart()
	case 8:
		return l.step(admission.Unblock{Prefix: home, KeepTries: true})
	case 9:
		return l.step(admission.Block{Prefix: home, Why: admission.WhyTries, Until: seconds(l.now, c), Name: "Anna"})
	case 10:
		return l.step(admission.Block{Prefix: around(addr, c), Why: admission.WhyHost, Note: "why not"})
	case 11:
		return l.step(admission.Block{Prefix: around(addr, c), Why: admission.WhyHost, Until: seconds(l.now, c)})
	case 12:
		return l.step(admission.Unblock{Prefix: around(addr, c)})
	case 13:
		l.now = seconds(l.now, c) // the next step sees it, be it what it may
		return nil
	case 14:
		return l.step(admission.Met{Addr: addr, Name: "Bob"})
	default:
		return l.step(admission.Annotate{Prefix: home, Note: []string{"", "noted"}[c%2]})
	}
}

func seconds(t time.Time, n admission.Conn) time.Time { return t.Add(time.Duration(n) * time.Second) }

// around is one of three networks, one in the other, that an address is in.
func around(a netip.Addr, n admission.Conn) netip.Prefix {
	bits := []int{16, 32, 63}
	if a.Unmap().Is4() {
		bits = []int{8, 24, 30}
	}
	return netip.PrefixFrom(a.Unmap().WithZone(""), bits[n%3]).Masked()
}

// FuzzRecords reads a file that may be damaged.
func FuzzRecords(f *testing.F) {
	f.Add([]byte(`[{"address":"192.0.2.1/32","wrong":2,"blocked":false}]`))
	f.Add([]byte(`[{"address":"192.0.2.1/24","wrong":-1,"blocked":true,"why":"host"}]`))
	f.Add([]byte(`[{"address":"192.0.2.1/24","wrong":6},{"address":"192.0.2.0/7","blocked":true,"why":"tries"}]`))
	f.Add([]byte(`[{"address":"2001:db8::1/128","wrong":99},{"address":"2001:db8::/64","wrong":1}]`))
	f.Add([]byte(`[{"address":"::ffff:192.0.2.1/128","wrong":1},{"address":"","blocked":true}]`))
	f.Add([]byte(`[{"address":"192.0.2.1/32","blocked":true,"since":"2026-05-03T12:00:00.5+02:00","until":"2026-05-03T11:00:00Z"}]`))
	f.Add([]byte(`[{"address":"192.0.2.1/32","blocked":true,"since":"0000-01-01T00:00:00+01:00","until":"9999-12-31T23:59:59.5Z"}]`))
	f.Add([]byte(`[{"address":"192.0.2.1/32","wrong":3,"until":"2026-05-03T11:00:00Z","name":"\ud800","note":"\u0000"}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var records []admission.Record
		if json.Unmarshal(data, &records) != nil {
			return
		}
		const limit = 3
		kept := admission.NewLimited(records, limit).Records()
		byHost := 0
		for _, r := range kept {
			if r.Why == admission.WhyHost {
				byHost++
			}
		}
		if byHost > limit || len(kept)-byHost > limit {
			t.Fatalf("%d records, %d of them the host's, limit %d each", len(kept), byHost, limit)
		}
		if err := checkRoundTrip(kept); err != nil {
			t.Fatal(err)
		}
		for _, r := range kept {
			if !consistent(r) {
				t.Fatalf("inconsistent: %+v", r)
			}
		}
		written, err := json.Marshal(kept)
		if err != nil {
			t.Fatal(err)
		}
		var read []admission.Record
		if err := json.Unmarshal(written, &read); err != nil || !slices.Equal(read, kept) {
			t.Fatalf("%+v were written as %s and read as %+v, %v", kept, written, read, err)
		}
	})
}

func consistent(r admission.Record) bool {
	if r.Address != admission.Household(r.Address.Addr()) && (r.Wrong != 0 || r.Why != admission.WhyHost) {
		return false
	}
	return r.Address == r.Address.Masked() && r.Wrong >= 0 && r.Wrong <= 6 && r.Blocked == (r.Why != "") &&
		(r.Blocked || r.Wrong > 0 && r.Wrong < 6 && r.Until.IsZero()) &&
		len(r.Name) <= admission.MaxName && len(r.Note) <= admission.MaxNote
}
