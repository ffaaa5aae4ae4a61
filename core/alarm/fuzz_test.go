package alarm_test

import (
	"cmp"
	"math/rand/v2"
	"net/netip"
	"slices"
	"testing"
	"time"

	"realtalk/core/admission"
	"realtalk/core/alarm"
)

// FuzzStep reads two bytes for each thing that happens, and checks all that comes
// of it against the ledger.
func FuzzStep(f *testing.F) {
	f.Add([]byte{0, 1, 0, 1, 6, 9, 0, 1, 1, 1, 2, 1, 3, 1, 3, 1, 5, 1})            // one household, to the end
	f.Add([]byte{9, 0, 7, 0, 7, 16, 7, 1, 8, 0, 6, 1, 6, 99, 7, 99})               // an attack, and a line
	f.Add([]byte{9, 0, 7, 3, 7, 19, 7, 35, 7, 51, 7, 67, 6, 200, 6, 200})          // one household in line
	f.Add([]byte{3, 1, 3, 1, 3, 2, 3, 2, 11, 0, 3, 1, 7, 255, 6, 255})             // a network is unblocked
	f.Add([]byte{0, 1, 0, 1, 3, 2, 3, 2, 9, 0, 3, 2, 4, 1, 5, 1, 6, 255})          // what was held is counted
	f.Add([]byte{9, 0, 10, 0, 10, 40, 7, 5, 6, 10, 10, 200, 6, 30, 8, 41})         // more than the line holds
	f.Add([]byte{14, 0, 7, 1, 12, 99, 13, 1, 7, 3, 6, 200, 6, 200, 14, 0, 16, 15}) // many make room, again and on
	f.Add([]byte{15, 0, 3, 1, 3, 200, 3, 200, 15, 4, 6, 77, 3, 1, 11, 0, 6, 255})  // more knock than is told singly
	f.Add([]byte{9, 0, 7, 24, 7, 25, 7, 57, 6, 8, 7, 26, 7, 58, 13, 24, 7, 59})    // one /48 in line
	f.Add([]byte{9, 0, 9, 0, 9, 0, 9, 0, 9, 0, 9, 0, 7, 1, 7, 2, 7, 3, 6, 9})      // the gap grows
	f.Fuzz(func(t *testing.T, data []byte) {
		l := newLedger()
		for pair := range slices.Chunk(data, 2) {
			if len(pair) < 2 {
				break
			}
			if err := happen(l, pair[0], pair[1]); err != nil {
				t.Fatal(err)
			}
		}
		if err := l.drain(); err != nil {
			t.Fatal(err)
		}
	})
}

// TestLongRun is the same for many things at random. Whatever may happen
// happens.
func TestLongRun(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	l := newLedger()
	steps := 100_000
	if testing.Short() {
		steps /= 5
	}
	for range steps {
		if err := happen(l, byte(random.Uint32()), byte(random.Uint32())); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.drain(); err != nil {
		t.Fatal(err)
	}
	t.Log(l.seen)
	for _, what := range []string{
		"Pass", "Busy", "Tell 1", "Tell 2", "Tell 3", "Tell 4", "Tell 5", "Tell 6", "Tell 7",
		"again true", "again false", "it goes on", "the rest",
	} {
		if l.seen[what] < 20 {
			t.Errorf("%s: only %d times", what, l.seen[what])
		}
	}
	if began := l.seen["again true"] + l.seen["again false"]; began != l.seen["Tell 7"] {
		t.Errorf("%d attacks began, %d ended", began, l.seen["Tell 7"])
	}
}

// happen reads what as a household, a connection or a time.
func happen(l *ledger, op, what byte) error {
	n := int(what % 32)
	if n >= 24 {
		n += six
	}
	switch op % 17 {
	case 0, 1, 2:
		kind := []admission.Kind{admission.WrongPassword, admission.Disconnected, admission.Blocked}[op%17]
		return l.step(heard(kind, n, int(what/32)))
	case 3:
		if what > 127 {
			return l.step(refusedBy(everybody, n))
		}
		return l.step(refused(n))
	case 4:
		in := heard(admission.Blocked, n, 0)
		in.Why = admission.WhyHost
		return l.step(in)
	case 5:
		in := heard(admission.Unblocked, n, 0)
		in.Expired = what > 127
		return l.step(in)
	case 6:
		return l.pass(time.Duration(what) * time.Duration(what) * 10 * time.Millisecond)
	case 7:
		return l.step(alarm.Enter{
			Conn: admission.Conn(what), House: house(n), Wrong: int(what/32) % 6, Known: what == 255,
		})
	case 8:
		return l.step(alarm.Gone{Conn: admission.Conn(what)})
	case 9: // many fail at once
		return each(alarm.AttackHouses, func(i int) error { return l.step(wrong(n+i, 1)) })
	case 10: // many come at once
		return each(alarm.MaxWaiting, func(i int) error {
			return l.step(alarm.Enter{Conn: admission.Conn(int(what) + i), House: house(n + i), Wrong: i % 2})
		})
	case 11:
		in := heard(admission.Unblocked, n, 0)
		in.Prefix = everybody
		return l.step(in)
	case 12:
		return l.step(crowded(n))
	case 13:
		return l.step(admitted(n))
	case 14: // many have to make room at once
		return each(alarm.AttackHouses, func(i int) error { return l.step(crowded(n + i)) })
	case 15: // many knock at once
		return each(2*alarm.RefusedSingly, func(i int) error { return l.step(refused(n + i)) })
	default: // somebody fails every minute
		return each(n%16, func(int) error { return cmp.Or(l.step(wrong(n, 1)), l.pass(time.Minute)) })
	}
}

// everybody is a network that knocks may be kept out by.
var everybody = netip.MustParsePrefix("10.0.0.0/8")

// each does something so many times, until it goes wrong.
func each(times int, do func(int) error) error {
	for i := range times {
		if err := do(i); err != nil {
			return err
		}
	}
	return nil
}
