package admission_test

import (
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"realtalk/core/admission"
)

var network = netip.MustParsePrefix("203.0.113.0/24")

// about is a Notify of a household or network that no connection caused.
func about(k admission.Kind, p netip.Prefix, tries int) admission.Notify {
	n := admission.Notify{Kind: k, Prefix: p, Addr: p.Addr(), Tries: tries}
	if k == admission.Blocked {
		n.Why = admission.WhyHost
	}
	return n
}

func records(t *testing.T, s *admission.State, want ...admission.Record) {
	t.Helper()
	if got := s.Records(); !slices.Equal(got, want) {
		t.Fatalf("records\n %+v, want\n %+v", got, want)
	}
}

// A network's block shuts whoever is connected from it, whatever they do, and
// leaves their tries on their own accounts.
func TestNetworkIsBlocked(t *testing.T) {
	s := admission.New([]admission.Record{{Address: home, Wrong: 5, Since: now}})
	neighbour, stranger := near.Next(), netip.MustParseAddr("203.0.112.255")
	other := admission.Household(neighbour)
	fromOther := about(admission.Refused, other, 0)
	fromOther.By = network
	play(t, s, []script{
		{admission.Knock{Conn: 1, Addr: neighbour}, actions(admission.Welcome{Conn: 1, Left: 3})},
		{admission.Knock{Conn: 2, Addr: stranger}, actions(admission.Welcome{Conn: 2, Left: 3})},
		{knock(3), actions(admission.Welcome{Conn: 3, Left: 1})},
		{knock(4), actions(admission.Welcome{Conn: 4, Left: 1})},
		{knock(5), actions(admission.Welcome{Conn: 5, Left: 1})},
		{admission.Ask{Conn: 4}, actions(admission.Save{}, admission.Grant{Conn: 4, Attempt: 3})},
		{admission.Ask{Conn: 5}, nil}, // waits
		{
			// Not Masked, and for tries that a network cannot have.
			admission.Block{Prefix: netip.MustParsePrefix("203.0.113.9/24"), Why: admission.WhyTries},
			actions(admission.Save{},
				admission.Shut{Conn: 3}, admission.Shut{Conn: 4}, admission.Shut{Conn: 5}, admission.Shut{Conn: 1},
				blocked(admission.WhyTries, 6), about(admission.Blocked, network, 0)),
		},
		{admission.Judge{Conn: 4, Right: true}, nil}, // too late
		{
			admission.Knock{Conn: 6, Addr: neighbour},
			actions(admission.Refuse{Conn: 6}, fromOther),
		},
		{admission.Ask{Conn: 2}, actions(admission.Save{}, admission.Grant{Conn: 2, Attempt: 1})},
	})
	records(t, s,
		admission.Record{Address: admission.Household(stranger), Wrong: 1, Since: now},
		admission.Record{Address: network, Blocked: true, Why: admission.WhyHost, Since: now},
		admission.Record{Address: home, Wrong: 6, Blocked: true, Why: admission.WhyTries, Since: now})
	play(t, s, []script{
		{admission.Unblock{Prefix: other}, nil},
		{admission.Unblock{Prefix: network}, actions(admission.Save{}, about(admission.Unblocked, network, 0))},
		{admission.Knock{Conn: 7, Addr: neighbour}, actions(admission.Welcome{Conn: 7, Left: 3})},
		{knock(8), actions(admission.Refuse{Conn: 8}, refused(home, 6))},
	})
}

func TestWidestNetworks(t *testing.T) {
	for text, want := range map[string]string{
		"10.0.0.1/8":        "10.0.0.0/8",
		"10.0.0.1/7":        "",
		"0.0.0.0/0":         "",
		"10.0.0.1/31":       "10.0.0.0/31",
		"10.0.0.1/32":       "10.0.0.1/32",
		"2001:db8::/16":     "2001::/16",
		"2001:db8::/15":     "",
		"::/0":              "",
		"2001:db8::1/63":    "2001:db8::/63",
		"2001:db8::1/65":    "2001:db8::/64",
		"::ffff:10.0.0.0/8": "",
	} {
		s := admission.New(nil)
		s.Step(now, admission.Block{Prefix: netip.MustParsePrefix(text)})
		got := ""
		for _, r := range s.Records() {
			got += r.Address.String()
		}
		if got != want {
			t.Errorf("blocking %s blocked %q, want %q", text, got, want)
		}
	}
}

// The household's own record comes first, then the narrowest network's.
func TestBlockedBy(t *testing.T) {
	s := admission.New(nil)
	expect := func(want netip.Prefix) {
		t.Helper()
		r, ok := s.BlockedBy(far)
		if r.Address != want || ok != want.IsValid() || ok != s.Blocked(far) {
			t.Errorf("blocked by %s, %v, want %s", r.Address, ok, want)
		}
	}
	expect(netip.Prefix{})
	for _, p := range []string{"2001:db8::/32", "2001:db8:1:2::/63", "2001:db8:1::/48", "2001:db8:ffff::/48", "2001:db8:1:2::/64"} {
		s.Step(now, admission.Block{Prefix: netip.MustParsePrefix(p)})
	}
	for _, p := range []string{"2001:db8:1:2::/64", "2001:db8:1:2::/63", "2001:db8:1::/48", "2001:db8::/32"} {
		expect(netip.MustParsePrefix(p))
		s.Step(now, admission.Unblock{Prefix: netip.MustParsePrefix(p)})
	}
	expect(netip.Prefix{})
	if _, ok := s.BlockedBy(netip.Addr{}); ok || s.Blocked(netip.Addr{}) {
		t.Error("no address is blocked")
	}
}

// A count alone keeps nobody out, not even beside a network's block elsewhere.
func TestCountIsNoBlock(t *testing.T) {
	s := admission.New([]admission.Record{{Address: home, Wrong: 5}})
	if r, ok := s.BlockedBy(near); ok || s.Wrong(near) != 5 {
		t.Errorf("blocked by %+v, %d wrong tries", r, s.Wrong(near))
	}
}

func TestBlockAgainUpdates(t *testing.T) {
	s := admission.New(nil)
	named := about(admission.Blocked, home, 0)
	named.Addr, named.Name = home.Addr(), "Anna"
	play(t, s, []script{
		{admission.Block{Prefix: home, Name: "Anna", Note: "loud", Until: now.Add(time.Hour)}, actions(admission.Save{}, named)},
	})
	later := now.Add(time.Minute)
	playAt(t, s, later, []script{
		{admission.Block{Prefix: home, Until: now.Add(time.Hour)}, nil},
		{admission.Block{Prefix: home, Until: later}, nil},
		{admission.Block{Prefix: home, Until: now.Add(-time.Hour), Note: "past"}, nil},
		{admission.Block{Prefix: home, Name: "Bob"}, actions(admission.Save{})},
	})
	records(t, s, admission.Record{Address: home, Blocked: true, Why: admission.WhyHost, Since: now, Name: "Bob", Note: "loud"})
}

// A block that would have ended already is none.
func TestBlockInThePast(t *testing.T) {
	play(t, admission.New(nil), []script{
		{admission.Block{Prefix: home, Until: now}, nil},
		{admission.Block{Prefix: network, Until: now.Add(-time.Hour)}, nil},
		{admission.Unblock{Prefix: home}, nil},
		{knock(1), actions(admission.Welcome{Conn: 1, Left: 3})},
	})
}

func TestUnblockKeepsTries(t *testing.T) {
	s := admission.New([]admission.Record{{Address: home, Wrong: 6, Blocked: true, Why: admission.WhyTries, Since: now, Note: "mine"}})
	keep := admission.Unblock{Prefix: home, KeepTries: true}
	play(t, s, []script{
		{keep, actions(admission.Save{}, tell6())},
		{keep, nil},
		{knock(1), actions(admission.Welcome{Conn: 1, Left: 3})},
	})
	records(t, s, admission.Record{Address: home, Wrong: 3, Since: now, Note: "mine"})
	play(t, s, try(1, 1, admission.Wrong{Conn: 1, Left: 2}, tell(admission.WrongPassword, 4)))
	play(t, s, try(1, 2, admission.Wrong{Conn: 1, Left: 1}, tell(admission.WrongPassword, 5)))
	play(t, s, try(1, 3, admission.Save{}, admission.Shut{Conn: 1}, blocked(admission.WhyTries, 6)))
	play(t, s, []script{
		{admission.Unblock{Prefix: home}, actions(admission.Save{}, tell6())},
		{keep, nil},
	})
	records(t, s)
}

func tell6() admission.Notify { return about(admission.Unblocked, home, 6) }

// Fewer tries than three are kept as they are.
func TestUnblockKeepsFewTries(t *testing.T) {
	s := admission.New([]admission.Record{{Address: home, Wrong: 2, Blocked: true, Why: admission.WhyHost}})
	s.Step(now, admission.Unblock{Prefix: home, KeepTries: true})
	records(t, s, admission.Record{Address: home, Wrong: 2})
}

func TestAnnotate(t *testing.T) {
	s := admission.New([]admission.Record{{Address: home, Wrong: 1}})
	play(t, s, []script{
		{admission.Annotate{Prefix: home, Note: "a cousin"}, actions(admission.Save{})},
		{admission.Annotate{Prefix: home, Note: "a cousin"}, nil},
		{admission.Annotate{Prefix: network, Note: "nobody"}, nil},
		{admission.Annotate{Note: "nothing"}, nil},
		{admission.Knock{Conn: 1, Addr: far}, actions(admission.Welcome{Conn: 1, Left: 3})},
		{admission.Annotate{Prefix: admission.Household(far), Note: "has no record"}, nil},
	})
	records(t, s, admission.Record{Address: home, Wrong: 1, Note: "a cousin"})
	play(t, s, []script{{admission.Annotate{Prefix: home}, actions(admission.Save{})}})
	records(t, s, admission.Record{Address: home, Wrong: 1})
}

// A note goes with its record, even if somebody is connected all the while.
func TestNoteGoesWithTheRecord(t *testing.T) {
	s := admission.New([]admission.Record{{Address: home, Wrong: 1, Name: "Anna", Note: "a cousin"}})
	s.Step(now, knock(1))
	s.Step(now, admission.Unblock{Prefix: home})
	s.Step(now, admission.Ask{Conn: 1})
	records(t, s, admission.Record{Address: home, Wrong: 1, Since: now})
}

// Words are cut to whole runes, and what is no text is left out.
func TestLongWordsAreCut(t *testing.T) {
	s := admission.New(nil)
	s.Step(now, admission.Block{Prefix: home, Name: strings.Repeat("é", 200) + "\xff", Note: "a" + strings.Repeat("é", 300)})
	r := s.Records()[0]
	if r.Name != strings.Repeat("é", 128) || r.Note != "a"+strings.Repeat("é", 249) {
		t.Errorf("name of %d bytes and note of %d, want %d and %d: %+v",
			len(r.Name), len(r.Note), admission.MaxName, admission.MaxNote-1, r)
	}
	s.Step(now, admission.Annotate{Prefix: home, Note: "\xffwell"})
	if got := s.Records()[0].Note; got != "well" {
		t.Errorf("note %q", got)
	}
}
