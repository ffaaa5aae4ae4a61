package admission_test

import (
	"encoding/json"
	"net/netip"
	"slices"
	"testing"
	"time"

	"realtalk/core/admission"
)

func TestBlocksEnd(t *testing.T) {
	s := admission.New([]admission.Record{{Address: home, Wrong: 4}})
	elsewhere := admission.Household(far)
	block := func(in admission.Block, after time.Duration) {
		in.Until = now.Add(after)
		s.Step(now, in)
	}
	block(admission.Block{Prefix: network}, 2*time.Second)
	block(admission.Block{Prefix: home, Note: "mine"}, time.Second)
	block(admission.Block{Prefix: elsewhere}, time.Hour)
	ends := func(n admission.Notify) admission.Notify {
		n.Expired = true
		return n
	}
	next(t, s, now.Add(time.Second))
	playAt(t, s, now.Add(time.Second-1), []script{{admission.Tick{}, nil}})
	playAt(t, s, now.Add(time.Second), []script{
		{admission.Tick{}, actions(admission.Save{}, ends(about(admission.Unblocked, home, 4)))},
		{admission.Tick{}, nil},
		// The network's block goes on.
		{knock(1), actions(admission.Refuse{Conn: 1}, refused(network, 0))},
	})
	next(t, s, now.Add(2*time.Second))
	playAt(t, s, now.Add(time.Minute), []script{
		{knock(2), actions(admission.Save{}, admission.Welcome{Conn: 2, Left: 3}, ends(about(admission.Unblocked, network, 0)))},
	})
	next(t, s, now.Add(time.Hour))
	playAt(t, s, now.Add(2*time.Hour), []script{
		{
			// Ended, and blocked again by the very input.
			admission.Block{Prefix: elsewhere},
			actions(admission.Save{}, ends(about(admission.Unblocked, elsewhere, 0)), about(admission.Blocked, elsewhere, 0)),
		},
	})
	next(t, s, time.Time{})
	records(t, s, admission.Record{Address: elsewhere, Blocked: true, Why: admission.WhyHost, Since: now.Add(2 * time.Hour)})
}

// Blocks that end in one step are told in the order of their ends.
func TestEndsAreToldInOrder(t *testing.T) {
	s := admission.New(nil)
	for i, after := range []int{3, 1, 2, 1} {
		s.Step(now, admission.Block{Prefix: admission.Household(address(i)), Until: now.Add(time.Duration(after) * time.Second)})
	}
	var got []netip.Addr
	for _, a := range s.Step(now.Add(time.Minute), admission.Tick{}) {
		if n, ok := a.(admission.Notify); ok {
			got = append(got, n.Addr)
		}
	}
	if want := []netip.Addr{address(1), address(3), address(2), address(0)}; !slices.Equal(got, want) {
		t.Errorf("told %v, want %v", got, want)
	}
}

func next(t *testing.T, s *admission.State, want time.Time) {
	t.Helper()
	if got := s.Next(); !got.Equal(want) {
		t.Fatalf("next end %s, want %s", got, want)
	}
}

// Next follows every change of the ends.
func TestNextEnd(t *testing.T) {
	s := admission.NewLimited(nil, 2)
	first, second, third := admission.Household(address(1)), admission.Household(address(2)), admission.Household(address(3))
	in := func(n int) time.Time { return now.Add(time.Duration(n) * time.Minute) }
	for i, step := range []struct {
		in   admission.Input
		want time.Time
	}{
		{admission.Block{Prefix: first, Until: in(5)}, in(5)},
		{admission.Block{Prefix: second, Until: in(3)}, in(3)},
		{admission.Block{Prefix: second, Until: in(9)}, in(5)},
		{admission.Block{Prefix: second, Until: in(4)}, in(4)},
		{admission.Block{Prefix: second}, in(5)},
		{admission.Block{Prefix: third, Until: in(7)}, in(7)}, // forgets the first
		{admission.Unblock{Prefix: first}, in(7)},
		{admission.Unblock{Prefix: third}, time.Time{}},
	} {
		if b, ok := step.in.(admission.Block); ok {
			b.Why = admission.WhyTries // may be forgotten
			step.in = b
		}
		s.Step(now, step.in)
		if got := s.Next(); got != step.want {
			t.Errorf("line %d, %+v: next end %s, want %s", i, step.in, got, step.want)
		}
	}
}

// Ends survive a restart, and those that came meanwhile are told by the first
// step.
func TestBlocksEndAfterARestart(t *testing.T) {
	s := admission.New(nil)
	s.Step(now, admission.Block{Prefix: home, Until: now.Add(time.Hour)})
	s = admission.New(s.Records())
	next(t, s, now.Add(time.Hour))
	if !s.Blocked(near) {
		t.Error("not blocked any more")
	}
	ended := about(admission.Unblocked, home, 0)
	ended.Expired = true
	playAt(t, s, now.AddDate(1, 0, 0), []script{
		{knock(1), actions(admission.Save{}, admission.Welcome{Conn: 1, Left: 3}, ended)},
	})
}

// An end before the beginning is past like any other.
func TestEndBeforeTheBeginning(t *testing.T) {
	r := admission.Record{Address: home, Blocked: true, Why: admission.WhyHost, Since: now, Until: now.Add(-time.Hour)}
	s := admission.New([]admission.Record{r})
	records(t, s, r)
	s.Step(now, admission.Tick{})
	records(t, s)
}

// A clock that goes back neither ends a block nor makes one.
func TestClockGoesBack(t *testing.T) {
	s := admission.New(nil)
	s.Step(now, admission.Block{Prefix: home, Until: now.Add(time.Second)})
	playAt(t, s, now.AddDate(-1, 0, 0), []script{
		{admission.Tick{}, nil},
		{knock(1), actions(admission.Refuse{Conn: 1}, refused(home, 0))},
	})
}

// Records hold whole seconds of UTC, an end is never sooner than it was given,
// and one that cannot be written down is none.
func TestTimesAreWhole(t *testing.T) {
	zone := time.FixedZone("", 7200)
	for _, c := range []struct{ until, want time.Time }{
		{time.Time{}, time.Time{}},
		{now.Add(time.Minute), now.Add(time.Minute)},
		{now.Add(time.Minute + 1).In(zone), now.Add(time.Minute + time.Second)},
		{now.AddDate(9000, 0, 0), time.Time{}},
		{time.Date(9999, 12, 31, 23, 59, 59, 1, time.UTC), time.Time{}},
	} {
		s := admission.New(nil)
		s.Step(now.Add(700*time.Millisecond).In(zone), admission.Block{Prefix: home, Until: c.until})
		records(t, s, admission.Record{Address: home, Blocked: true, Why: admission.WhyHost, Since: now, Until: c.want})
		if _, err := json.Marshal(s.Records()); err != nil {
			t.Error(err)
		}
	}
}
