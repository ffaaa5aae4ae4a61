package alarm_test

import (
	"net/netip"
	"reflect"
	"testing"
	"time"

	"realtalk/core/admission"
	"realtalk/core/alarm"
)

var noon = time.Date(2026, time.May, 3, 12, 0, 0, 0, time.UTC)

// six is the first of the households that have IPv6: 16 of each /48.
const six = 1 << 24

// address is one of the n-th household.
func address(n int) netip.Addr {
	if n >= six {
		n -= six
		return netip.AddrFrom16([16]byte{0x20, 1, 0xd, 0xb8, byte(n >> 12), byte(n >> 4), 0, byte(n & 15), 15: 1})
	}
	return netip.AddrFrom4([4]byte{10, byte(n >> 16), byte(n >> 8), byte(n)})
}

func house(n int) netip.Prefix { return admission.Household(address(n)) }

// heard is a notice of the n-th household.
func heard(k admission.Kind, n, tries int) alarm.Heard {
	h := alarm.Heard{Notify: admission.Notify{Kind: k, Prefix: house(n), Addr: address(n), Tries: tries}}
	if k == admission.Blocked {
		h.Why = admission.WhyTries
	}
	return h
}

func wrong(n, tries int) alarm.Heard        { return heard(admission.WrongPassword, n, tries) }
func disconnected(n, tries int) alarm.Heard { return heard(admission.Disconnected, n, tries) }
func blocked(n, tries int) alarm.Heard      { return heard(admission.Blocked, n, tries) }
func unblocked(n int) alarm.Heard           { return heard(admission.Unblocked, n, 6) }

// refused is a knock that the household's own block keeps out.
func refused(n int) alarm.Heard { return refusedBy(house(n), n) }

func refusedBy(block netip.Prefix, n int) alarm.Heard {
	h := heard(admission.Refused, n, 6)
	h.By = block
	return h
}

func crowded(n int) alarm.Crowded   { return alarm.Crowded{House: house(n)} }
func admitted(n int) alarm.Admitted { return alarm.Admitted{House: house(n)} }

func byHost(n int) alarm.Heard {
	h := blocked(n, 0)
	h.Why = admission.WhyHost
	return h
}

// told is the notice that tells an input, which stands for so many.
func told(h alarm.Heard, times int) alarm.Tell {
	kind := map[admission.Kind]alarm.Kind{
		admission.WrongPassword: alarm.WrongPassword, admission.Disconnected: alarm.Disconnected,
		admission.Blocked: alarm.Blocked, admission.Refused: alarm.Refused, admission.Unblocked: alarm.Unblocked,
	}[h.Kind]
	return alarm.Tell{Notice: alarm.Notice{
		Kind: kind, Addr: h.Addr, House: h.Prefix, By: h.By, Tries: h.Tries, Times: times,
		Why: h.Why, Expired: h.Expired, Name: h.Name,
	}}
}

func actions(a ...alarm.Action) []alarm.Action { return a }

// line is an input at a time, counted from noon, and everything that must come
// of it.
type line struct {
	at   time.Duration
	in   alarm.Input
	want []alarm.Action
}

func play(t *testing.T, s *alarm.State, lines ...line) {
	t.Helper()
	for i, l := range lines {
		if got := s.Step(noon.Add(l.at), l.in); !reflect.DeepEqual(got, l.want) {
			t.Fatalf("line %d, %v, %+v:\n got %+v\nwant %+v", i, l.at, l.in, got, l.want)
		}
	}
}

// expectNext checks when the next Tick is due, counted from noon; negative:
// never.
func expectNext(t *testing.T, s *alarm.State, want time.Duration) {
	t.Helper()
	next := s.Next()
	if want < 0 && !next.IsZero() || want >= 0 && !next.Equal(noon.Add(want)) {
		t.Fatalf("the next tick is due after %v, want %v", next.Sub(noon), want)
	}
}

// besiege begins an attack at noon: a wrong try of each of the households 0 to 9.
func besiege(t *testing.T, s *alarm.State) {
	t.Helper()
	for n := range alarm.AttackHouses {
		s.Step(noon, wrong(n, 1))
	}
	if !s.Attack() {
		t.Fatal("no attack")
	}
}
