package admission_test

import (
	"net/netip"
	"reflect"
	"testing"
	"time"

	"realtalk/core/admission"
)

// script is one input and everything that must come of it.
type script struct {
	in   admission.Input
	want []admission.Action
}

func play(t *testing.T, s *admission.State, scripts []script) {
	t.Helper()
	playAt(t, s, now, scripts)
}

func playAt(t *testing.T, s *admission.State, at time.Time, scripts []script) {
	t.Helper()
	for i, line := range scripts {
		if got := s.Step(at, line.in); !reflect.DeepEqual(got, line.want) {
			t.Fatalf("line %d, %#v:\n got %#v\nwant %#v", i, line.in, got, line.want)
		}
	}
}

var home = admission.Household(near)

func tell(k admission.Kind, tries int) admission.Notify {
	return admission.Notify{Kind: k, Prefix: home, Addr: near, Tries: tries}
}

// refused is a knock that home's own record keeps out, or a network's.
func refused(by netip.Prefix, tries int) admission.Notify {
	n := tell(admission.Refused, tries)
	n.By = by
	return n
}

func blocked(why string, tries int) admission.Notify {
	n := tell(admission.Blocked, tries)
	n.Why = why
	return n
}

func actions(a ...admission.Action) []admission.Action { return a }

func knock(c admission.Conn) admission.Knock { return admission.Knock{Conn: c, Addr: near} }

// try is a granted try that is wrong.
func try(c admission.Conn, attempt int, want ...admission.Action) []script {
	return []script{
		{admission.Ask{Conn: c}, actions(admission.Save{}, admission.Grant{Conn: c, Attempt: attempt})},
		{admission.Judge{Conn: c}, want},
	}
}

func TestThreeThenThreeThenBlocked(t *testing.T) {
	s := admission.New(nil)
	play(t, s, []script{{knock(1), actions(admission.Welcome{Conn: 1, Left: 3})}})
	play(t, s, try(1, 1, admission.Wrong{Conn: 1, Left: 2}, tell(admission.WrongPassword, 1)))
	play(t, s, try(1, 2, admission.Wrong{Conn: 1, Left: 1}, tell(admission.WrongPassword, 2)))
	play(t, s, try(1, 3, admission.Disconnect{Conn: 1}, tell(admission.Disconnected, 3)))
	play(t, s, []script{
		{admission.Ask{Conn: 1}, nil}, // it is gone
		{knock(2), actions(admission.Welcome{Conn: 2, Left: 3})},
		{knock(3), actions(admission.Welcome{Conn: 3, Left: 3})},
	})
	play(t, s, try(2, 1, admission.Wrong{Conn: 2, Left: 2}, tell(admission.WrongPassword, 4)))
	play(t, s, try(3, 2, admission.Wrong{Conn: 3, Left: 1}, tell(admission.WrongPassword, 5)))
	play(t, s, try(2, 3, admission.Save{}, admission.Shut{Conn: 2}, admission.Shut{Conn: 3}, blocked(admission.WhyTries, 6)))
	play(t, s, []script{
		{knock(4), actions(admission.Refuse{Conn: 4}, refused(home, 6))},
		{admission.Unblock{Prefix: home}, actions(admission.Save{}, tell(admission.Unblocked, 6))},
		{admission.Unblock{Prefix: home}, nil},
		{knock(5), actions(admission.Welcome{Conn: 5, Left: 3})},
	})
}

func TestRightClearsTheCount(t *testing.T) {
	s := admission.New([]admission.Record{{Address: home, Wrong: 5}})
	play(t, s, []script{
		{knock(1), actions(admission.Welcome{Conn: 1, Left: 1})},
		{knock(2), actions(admission.Welcome{Conn: 2, Left: 1})},
		{admission.Ask{Conn: 1}, actions(admission.Save{}, admission.Grant{Conn: 1, Attempt: 3})},
		{admission.Ask{Conn: 2}, nil},
		{admission.Judge{Conn: 1, Right: true}, actions(admission.Save{}, admission.Admit{Conn: 1}, admission.Grant{Conn: 2, Attempt: 1})},
		{admission.Gone{Conn: 1}, nil}, // who is in is none of this machine's business
		{admission.Judge{Conn: 2, Right: true}, actions(admission.Save{}, admission.Admit{Conn: 2})},
	})
	if r := s.Records(); len(r) != 0 {
		t.Errorf("records %+v, want none", r)
	}
	if h, v, _ := s.Size(); h+v != 0 {
		t.Errorf("%d households and %d connections are still held", h, v)
	}
}

func TestTwelveAtOnceGetSix(t *testing.T) {
	s := admission.New(nil)
	granted, shut := 0, 0
	count := func(actions []admission.Action) {
		for _, a := range actions {
			switch a.(type) {
			case admission.Grant:
				granted++
			case admission.Shut:
				shut++
			}
		}
	}
	for c := admission.Conn(1); c <= 12; c++ {
		count(s.Step(now, knock(c)))
	}
	for c := admission.Conn(1); c <= 12; c++ {
		count(s.Step(now, admission.Ask{Conn: c}))
	}
	for c := admission.Conn(1); c <= 12; c++ {
		count(s.Step(now, admission.Judge{Conn: c}))
	}
	// The third is disconnected, 11 are left to be shut.
	if granted != 6 || shut != 11 {
		t.Errorf("%d granted and %d shut, want 6 and 11", granted, shut)
	}
}

func TestHangingUpIsWrong(t *testing.T) {
	s := admission.New([]admission.Record{{Address: home, Wrong: 1}})
	ask := func(c admission.Conn, attempt int) []script {
		return []script{
			{knock(c), actions(admission.Welcome{Conn: c, Left: 4 - attempt})},
			{admission.Ask{Conn: c}, actions(admission.Save{}, admission.Grant{Conn: c, Attempt: attempt})},
		}
	}
	play(t, s, ask(1, 2))
	play(t, s, []script{{admission.Gone{Conn: 1}, actions(tell(admission.WrongPassword, 2))}})
	play(t, s, ask(2, 3))
	play(t, s, []script{{admission.Gone{Conn: 2}, actions(tell(admission.Disconnected, 3))}})
	for c, attempt := range []int{1, 2} {
		play(t, s, ask(admission.Conn(c+3), attempt))
		s.Step(now, admission.Gone{Conn: admission.Conn(c + 3)})
	}
	play(t, s, ask(5, 3))
	play(t, s, []script{
		{knock(6), actions(admission.Welcome{Conn: 6, Left: 1})},
		{admission.Gone{Conn: 5}, actions(admission.Save{}, admission.Shut{Conn: 6}, blocked(admission.WhyTries, 6))},
	})
}

// One that hangs up without a try in flight has tried nothing.
func TestLeavingWithoutATryIsFree(t *testing.T) {
	s := admission.New(nil)
	play(t, s, []script{
		{knock(1), actions(admission.Welcome{Conn: 1, Left: 3})},
		{admission.Gone{Conn: 1}, nil},
		{admission.Gone{Conn: 1}, nil},
	})
	if h, v, _ := s.Size(); h+v != 0 {
		t.Errorf("%d households and %d connections are still held", h, v)
	}
}

func TestHostBlocks(t *testing.T) {
	s := admission.New(nil)
	byHost := admission.Block{Prefix: home, Why: "host"}
	play(t, s, []script{
		{knock(1), actions(admission.Welcome{Conn: 1, Left: 3})},
		{admission.Ask{Conn: 1}, actions(admission.Save{}, admission.Grant{Conn: 1, Attempt: 1})},
		{byHost, actions(admission.Save{}, admission.Shut{Conn: 1}, blocked(admission.WhyHost, 1))},
		{admission.Judge{Conn: 1, Right: true}, nil}, // too late: it stays blocked
		{byHost, nil},
		{admission.Block{Prefix: home, Why: "tries"}, actions(admission.Save{})},
		{knock(2), actions(admission.Refuse{Conn: 2}, refused(home, 1))},
	})
	want := []admission.Record{{Address: home, Wrong: 1, Blocked: true, Why: "tries", Since: now}}
	if got := s.Records(); !reflect.DeepEqual(got, want) {
		t.Errorf("records %+v, want %+v", got, want)
	}
}

// Clearing a count that led to no block is worth no notice.
func TestUnblockClearsACount(t *testing.T) {
	s := admission.New([]admission.Record{{Address: home, Wrong: 2}})
	play(t, s, []script{
		{admission.Unblock{Prefix: home}, actions(admission.Save{})},
		{knock(1), actions(admission.Welcome{Conn: 1, Left: 3})},
		{admission.Unblock{Prefix: home}, nil},
	})
}

func TestNonsenseDoesNothing(t *testing.T) {
	s := admission.New(nil)
	wide := netip.MustParsePrefix("202.0.0.0/7")
	play(t, s, []script{
		{nil, nil},
		{admission.Ask{Conn: 1}, nil},
		{admission.Judge{Conn: 1, Right: true}, nil},
		{admission.Gone{Conn: 1}, nil},
		{admission.Block{Prefix: wide}, nil},
		{admission.Block{}, nil},
		{admission.Unblock{Prefix: wide}, nil},
		{admission.Unblock{Prefix: home}, nil},
		{admission.Knock{Conn: 1}, actions(admission.Refuse{Conn: 1})}, // no address
		{knock(1), actions(admission.Welcome{Conn: 1, Left: 3})},
		{knock(1), actions(admission.Refuse{Conn: 1})}, // in use
		{admission.Judge{Conn: 1, Right: true}, nil},   // without a try
		{admission.Ask{Conn: 1}, actions(admission.Save{}, admission.Grant{Conn: 1, Attempt: 1})},
		{admission.Ask{Conn: 1}, nil}, // one at a time
	})
}
