package admission_test

import (
	"encoding/json"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"

	"realtalk/core/admission"
)

func address(i int) netip.Addr {
	return netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})
}

// fail makes one wrong try from an address.
func fail(t *testing.T, s *admission.State, c admission.Conn, a netip.Addr) {
	t.Helper()
	s.Step(now, admission.Knock{Conn: c, Addr: a})
	if got := s.Step(now, admission.Ask{Conn: c}); len(got) != 2 {
		t.Fatalf("no grant for %s: %#v", a, got)
	}
	s.Step(now, admission.Gone{Conn: c})
}

func TestRecordIsJSON(t *testing.T) {
	records := []admission.Record{
		{Address: netip.MustParsePrefix("192.0.2.1/32"), Wrong: 2},
		{
			Address: netip.MustParsePrefix("198.51.100.0/24"), Blocked: true, Why: admission.WhyHost,
			Since: now, Until: now.Add(time.Hour), Name: "Anna", Note: "until lunch",
		},
		{Address: netip.MustParsePrefix("2001:db8::/64"), Wrong: 6, Blocked: true, Why: admission.WhyTries},
	}
	const want = `[{"address":"192.0.2.1/32","wrong":2,"blocked":false},` +
		`{"address":"198.51.100.0/24","wrong":0,"blocked":true,"why":"host","since":"2026-05-03T12:00:00Z",` +
		`"until":"2026-05-03T13:00:00Z","name":"Anna","note":"until lunch"},` +
		`{"address":"2001:db8::/64","wrong":6,"blocked":true,"why":"tries"}]`
	got, err := json.Marshal(records)
	if err != nil || string(got) != want {
		t.Fatalf("%s, %v, want %s", got, err, want)
	}
	var back []admission.Record
	if err := json.Unmarshal(got, &back); err != nil {
		t.Fatal(err)
	}
	if kept := admission.New(back).Records(); !reflect.DeepEqual(kept, records) {
		t.Errorf("%+v, want %+v", kept, records)
	}
}

// A crash with tries in flight gives none of them back.
func TestCrashGivesNoTryBack(t *testing.T) {
	s := admission.New(nil)
	for c := admission.Conn(1); c <= 6; c++ {
		s.Step(now, knock(c))
		s.Step(now, admission.Ask{Conn: c})
	}
	s = admission.New(s.Records())
	want := []admission.Record{{Address: home, Wrong: 6, Blocked: true, Why: admission.WhyTries, Since: now}}
	if got := s.Records(); !reflect.DeepEqual(got, want) {
		t.Errorf("records %+v, want %+v", got, want)
	}
}

func TestDamagedRecordsAreReadStrictly(t *testing.T) {
	p := netip.MustParsePrefix
	type record = admission.Record
	for name, c := range map[string]struct{ in, want record }{
		"too many":       {record{Address: home, Wrong: 70}, record{Address: home, Wrong: 6, Blocked: true, Why: "tries"}},
		"unknown reason": {record{Address: home, Blocked: true, Why: "?"}, record{Address: home, Blocked: true, Why: "host"}},
		"needless why":   {record{Address: home, Wrong: 1, Why: "host"}, record{Address: home, Wrong: 1}},
		"needless end":   {record{Address: home, Wrong: 1, Until: now}, record{Address: home, Wrong: 1}},
		"no whole time":  {record{Address: home, Wrong: 1, Since: now.Add(1).Local()}, record{Address: home, Wrong: 1, Since: now}},
		"long words": {
			record{Address: home, Wrong: 1, Name: strings.Repeat("n", 257), Note: strings.Repeat("w", 501)},
			record{Address: home, Wrong: 1, Name: strings.Repeat("n", 256), Note: strings.Repeat("w", 500)},
		},
		"a network":    {record{Address: p("192.0.2.9/24"), Wrong: 9, Blocked: true}, record{Address: p("192.0.2.0/24"), Blocked: true, Why: "host"}},
		"one of a /64": {record{Address: p("2001:db8::7/128"), Wrong: 1}, record{Address: p("2001:db8::/64"), Wrong: 1}},
	} {
		if got := admission.New([]record{c.in}).Records(); !reflect.DeepEqual(got, []record{c.want}) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
	nothing := []admission.Record{
		{},
		{Address: home},
		{Address: home, Wrong: -1},
		{Address: p("192.0.2.0/24"), Wrong: 6, Why: "tries"}, // a network that is not blocked
		{Address: p("0.0.0.0/7"), Blocked: true},
		{Address: p("::ffff:192.0.2.0/120"), Blocked: true},
	}
	if got := admission.New(nothing).Records(); len(got) != 0 {
		t.Errorf("%+v, want nothing", got)
	}
}

// Of two records for one household the stricter stays: a block, the longer one,
// the one with more tries.
func TestStricterRecordStays(t *testing.T) {
	block := func(until time.Time, wrong int) admission.Record {
		return admission.Record{Address: home, Wrong: wrong, Blocked: true, Why: admission.WhyHost, Until: until}
	}
	byStrictness := []admission.Record{
		block(time.Time{}, 1), block(time.Time{}, 0), block(now.Add(time.Hour), 0), block(now, 5),
		{Address: home, Wrong: 6, Blocked: true, Why: admission.WhyTries},
		{Address: home, Wrong: 5},
		{Address: home, Wrong: 1},
	}
	for i, a := range byStrictness {
		for _, b := range byStrictness[i:] {
			records(t, admission.New([]admission.Record{a, b}), a)
			records(t, admission.New([]admission.Record{b, a}), a)
		}
	}
}

// Counts go before blocks by tries, old before new; the host's blocks stay.
func TestWhoIsForgottenFirst(t *testing.T) {
	s := admission.NewLimited(nil, 2)
	host := admission.Household(address(1))
	s.Step(now, admission.Block{Prefix: host, Why: admission.WhyHost})
	guesser := admission.Household(address(2))
	s.Step(now, admission.Block{Prefix: guesser, Why: admission.WhyTries})
	fail(t, s, 1, address(3))
	fail(t, s, 2, address(4)) // forgets 3
	has(t, s, address(1), address(2), address(4))
	s.Step(now, admission.Block{Prefix: admission.Household(address(5)), Why: admission.WhyTries}) // forgets 4
	s.Step(now, admission.Knock{Conn: 3, Addr: address(2)})                                        // 2 is newer than 5 now
	s.Step(now, admission.Block{Prefix: admission.Household(address(6)), Why: admission.WhyTries}) // forgets 5
	has(t, s, address(1), address(2), address(6))
}

func has(t *testing.T, s *admission.State, want ...netip.Addr) {
	t.Helper()
	var got []netip.Addr
	for _, r := range s.Records() {
		got = append(got, r.Address.Addr())
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("remembered %v, want %v", got, want)
	}
}

// Who is trying right now is not forgotten, or his try would be lost.
func TestTryInFlightIsNotForgotten(t *testing.T) {
	s := admission.NewLimited(nil, 1)
	s.Step(now, knock(1))
	s.Step(now, admission.Ask{Conn: 1})
	fail(t, s, 2, address(1))
	fail(t, s, 3, address(2))
	has(t, s, address(2), near) // 2 was connected when it came, 1 was not any more
	if got := s.Step(now, admission.Judge{Conn: 1, Right: true}); len(got) != 2 {
		t.Errorf("the try in flight got %#v", got)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	s := admission.New(nil)
	for i := range admission.MaxRecords + 500 {
		fail(t, s, admission.Conn(i), address(i))
	}
	records := s.Records()
	houses, visitors, _ := s.Size()
	if len(records) != admission.MaxRecords || houses != admission.MaxRecords || visitors != 0 {
		t.Errorf("%d records, %d households, %d connections", len(records), houses, visitors)
	}
	if first := records[0].Address.Addr(); first != address(500) {
		t.Errorf("the oldest is %s, want %s", first, address(500))
	}
	many := make([]admission.Record, 0, 3*admission.MaxRecords)
	for i := range cap(many) {
		many = append(many, admission.Record{Address: admission.Household(address(i)), Wrong: 1})
	}
	if n := len(admission.New(many).Records()); n != admission.MaxRecords {
		t.Errorf("%d records were read, want %d", n, admission.MaxRecords)
	}
}
