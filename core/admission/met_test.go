package admission_test

import (
	"testing"

	"realtalk/core/admission"
)

// Who was met is named as soon as there is a record, and only then.
func TestNameOfWhoWasMet(t *testing.T) {
	s := admission.New(nil)
	play(t, s, []script{
		{admission.Met{Addr: near, Name: "Bob"}, nil},
		{admission.Met{Addr: near, Name: "Anna"}, nil},
		{admission.Met{Addr: near}, nil}, // the name is not known, and no reason to forget the other
		{admission.Met{Name: "Nobody"}, nil},
	})
	records(t, s)
	anna := func(n admission.Notify) admission.Notify {
		n.Name = "Anna"
		return n
	}
	s.Step(now, knock(1))
	play(t, s, try(1, 1, admission.Wrong{Conn: 1, Left: 2}, anna(tell(admission.WrongPassword, 1))))
	records(t, s, admission.Record{Address: home, Wrong: 1, Since: now, Name: "Anna"})

	for _, attempt := range []int{2, 3, 1, 2, 3} {
		c := admission.Conn(attempt + 10)
		s.Step(now, knock(c))
		s.Step(now, admission.Ask{Conn: c})
		s.Step(now, admission.Judge{Conn: c})
		s.Step(now, admission.Gone{Conn: c})
	}
	records(t, s, admission.Record{Address: home, Wrong: 6, Blocked: true, Why: admission.WhyTries, Since: now, Name: "Anna"})
	play(t, s, []script{{knock(20), actions(admission.Refuse{Conn: 20}, anna(refused(home, 6)))}})
}

// A network's block has no name of its own; who knocks from it has.
func TestNameInABlockedNetwork(t *testing.T) {
	s := admission.New(nil)
	named := refused(network, 0)
	named.Name = "Anna"
	play(t, s, []script{
		{admission.Met{Addr: near, Name: "Anna"}, nil},
		{admission.Block{Prefix: network}, actions(admission.Save{}, about(admission.Blocked, network, 0))},
		{knock(1), actions(admission.Refuse{Conn: 1}, named)},
	})
	records(t, s, admission.Record{Address: network, Blocked: true, Why: admission.WhyHost, Since: now})
}

// The host's own block is named too, by the host or else from memory.
func TestNameOfWhoIsBlocked(t *testing.T) {
	s := admission.New(nil)
	for _, c := range []struct{ given, want string }{{"", "Anna"}, {"Bob", "Bob"}} {
		s.Step(now, admission.Met{Addr: near, Name: "Anna"})
		named := about(admission.Blocked, home, 0)
		named.Name = c.want
		play(t, s, []script{{admission.Block{Prefix: home, Name: c.given}, actions(admission.Save{}, named)}})
		records(t, s, admission.Record{Address: home, Blocked: true, Why: admission.WhyHost, Since: now, Name: c.want})
		s.Step(now, admission.Unblock{Prefix: home})
	}
}

func TestKnown(t *testing.T) {
	s := admission.New(nil)
	expect := func(want bool) {
		t.Helper()
		if got := s.Known(near); got != want {
			t.Errorf("known: %v, want %v", got, want)
		}
	}
	expect(false)
	s.Step(now, admission.Met{Addr: near, Name: "Anna"})
	expect(true)
	s.Step(now, admission.Block{Prefix: network})
	expect(false)
	s.Step(now, admission.Unblock{Prefix: network})
	expect(true)
	if s.Known(near.Next()) {
		t.Error("the neighbour is known")
	}
}

// The households met longest ago are forgotten.
func TestMetIsBounded(t *testing.T) {
	s := admission.New(nil)
	for i := range admission.MaxMet {
		s.Step(now, admission.Met{Addr: address(i), Name: "Anna"})
	}
	s.Step(now, admission.Met{Addr: address(0), Name: "Anna"})
	s.Step(now, admission.Met{Addr: near, Name: "Bob"})
	if s.Known(address(1)) || !s.Known(address(0)) || !s.Known(near) {
		t.Error("not the household met longest ago was forgotten")
	}
	if _, _, met := s.Size(); met != admission.MaxMet {
		t.Errorf("%d households are in memory, want %d", met, admission.MaxMet)
	}
}
