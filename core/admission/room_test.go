package admission_test

import (
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"realtalk/core/admission"
)

// A full list loses none of the host's blocks, neither to another one nor to a
// stranger's try, and goes on to count tries.
func TestFullListLosesNoBlock(t *testing.T) {
	s := admission.NewLimited(nil, 2)
	first, second, third := admission.Household(address(1)), admission.Household(address(2)), admission.Household(address(3))
	for i, p := range []netip.Prefix{first, second} {
		if room := s.Room(); room != 2-i {
			t.Errorf("room for %d, want %d", room, 2-i)
		}
		s.Step(now, admission.Block{Prefix: p, Note: "mine"})
	}
	play(t, s, []script{
		{admission.Block{Prefix: third}, nil},
		{admission.Block{Prefix: network}, nil},
		{admission.Block{Prefix: first, Note: "still mine"}, actions(admission.Save{})},
	})
	for c := range admission.Conn(5) {
		fail(t, s, c, address(4))
	}
	s.Step(now, admission.Knock{Conn: 5, Addr: address(4)})
	s.Step(now, admission.Ask{Conn: 5})
	s.Step(now, admission.Gone{Conn: 5})
	guesser := admission.Household(address(4))
	play(t, s, []script{{admission.Block{Prefix: guesser, Note: "for good"}, nil}}) // it is blocked for its tries
	records(
		t, s,
		admission.Record{Address: first, Blocked: true, Why: admission.WhyHost, Since: now, Note: "still mine"},
		admission.Record{Address: second, Blocked: true, Why: admission.WhyHost, Since: now, Note: "mine"},
		admission.Record{Address: guesser, Wrong: 6, Blocked: true, Why: admission.WhyTries, Since: now},
	)
	s.Step(now, admission.Unblock{Prefix: second})
	if s.Room() != 1 {
		t.Errorf("room for %d, want 1", s.Room())
	}
	s.Step(now, admission.Block{Prefix: guesser})
	has(t, s, address(1), address(4))
	if r, ok := s.BlockedBy(address(4)); !ok || r.Why != admission.WhyHost || s.Room() != 0 {
		t.Errorf("%+v, room for %d", r, s.Room())
	}
}

// limited is a machine with little room, and the blocks that its host wished.
type limited struct {
	*admission.State
	now     time.Time
	wished  map[netip.Prefix]time.Time // until when
	visitor map[admission.Conn]netip.Addr
}

const limit = 4

// Whatever happens, the host's blocks are those that it wished and that found
// room, and whatever is lost is lost on disk too.
func TestLimitsHold(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	l := &limited{admission.NewLimited(nil, limit), now, map[netip.Prefix]time.Time{}, map[admission.Conn]netip.Addr{}}
	refused, lost := 0, 0
	for c := range admission.Conn(20_000) {
		in := l.happen(random, c)
		l.Step(l.now, admission.Tick{}) // blocks that end make room
		before := l.Records()
		b, isBlock := in.(admission.Block)
		room, wished := l.Room(), slices.Contains(l.blocks(), b.Prefix)
		got := l.Step(l.now, in)
		if isBlock && room == 0 && !wished {
			refused++
			if len(got) != 0 {
				t.Fatalf("%+v without room gave %+v", in, got)
			}
		} else if isBlock {
			l.wished[b.Prefix] = b.Until
		}
		after := l.Records()
		if len(after) < len(before) {
			lost++
		}
		saved := len(got) > 0 && got[0] == admission.Action(admission.Save{})
		if !saved && !slices.Equal(before, after) {
			t.Fatalf("%+v changed %+v to %+v and did not save", in, before, after)
		}
		l.check(t)
	}
	t.Logf("%d blocks refused, %d times something was lost or lifted", refused, lost)
	if refused < 100 || lost < 100 {
		t.Error("too few to prove anything")
	}
}

// happen is anything at all; connections come, try and go.
func (l *limited) happen(random *rand.Rand, c admission.Conn) admission.Input {
	l.now = l.now.Add(time.Duration(random.IntN(2)) * time.Second)
	for p, until := range l.wished {
		if !until.IsZero() && !until.After(l.now) {
			delete(l.wished, p)
		}
	}
	a := address(random.IntN(16))
	p := admission.Household(a)
	some := c - min(c, admission.Conn(random.IntN(8)))
	switch random.IntN(6) {
	case 0, 1:
		l.visitor[c] = a
		return admission.Knock{Conn: c, Addr: a}
	case 2:
		return admission.Ask{Conn: some}
	case 3:
		delete(l.visitor, some)
		return admission.Gone{Conn: some}
	case 4:
		delete(l.wished, p)
		return admission.Unblock{Prefix: p, KeepTries: random.IntN(2) == 0}
	default:
		var until time.Time
		if random.IntN(2) == 0 {
			until = l.now.Add(time.Duration(1+random.IntN(9)) * time.Second)
		}
		return admission.Block{Prefix: p, Why: admission.WhyHost, Until: until}
	}
}

// blocks are the host's that hold.
func (l *limited) blocks() (blocks []netip.Prefix) {
	for p := range l.wished {
		blocks = append(blocks, p)
	}
	slices.SortFunc(blocks, netip.Prefix.Compare)
	return blocks
}

func (l *limited) check(t *testing.T) {
	t.Helper()
	var blocks []netip.Prefix
	var next time.Time
	others := 0
	for _, r := range l.Records() {
		if r.Why == admission.WhyHost {
			blocks = append(blocks, r.Address)
		} else {
			others++
		}
		if !r.Until.IsZero() && (next.IsZero() || r.Until.Before(next)) {
			next = r.Until
		}
	}
	if !slices.Equal(blocks, l.blocks()) || l.Room() != limit-len(blocks) {
		t.Fatalf("blocked are %v, room for %d, wished %v", blocks, l.Room(), l.blocks())
	}
	if _, visitors, _ := l.Size(); others > limit+visitors {
		t.Fatalf("%d who tried are remembered, %d are connected", others, visitors)
	}
	if l.Next() != next {
		t.Fatalf("next end %s, want %s", l.Next(), next)
	}
}

// Names and notes are one line of what can be seen.
func TestWordsAreVisible(t *testing.T) {
	for given, want := range map[string]string{
		"Tom":                          "Tom",
		"To\u202em\u2066":              "Tom", // turned around
		"\u200bT\u00ado\x00m\x1b[31m":  "Tom[31m",
		"two\r\nlines\u2028and\ta tab": "two  lines and a tab",
		"Zoë 文 👍🏽 €":                   "Zoë 文 👍🏽 €",
		strings.Repeat("\u200b", 9999): "",
	} {
		s := admission.New(nil)
		s.Step(now, admission.Block{Prefix: home, Name: given, Note: given})
		records(t, s, admission.Record{Address: home, Blocked: true, Why: admission.WhyHost, Since: now, Name: want, Note: want})
		records(t, admission.New([]admission.Record{{Address: home, Wrong: 1, Name: given, Note: given}}),
			admission.Record{Address: home, Wrong: 1, Name: want, Note: want})
	}
}
