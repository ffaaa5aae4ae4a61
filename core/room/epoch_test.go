package room

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"realtalk/core/wire"
)

var newcomerTime = time.Unix(1_700_000_000, 0)

// TestHostBreaksEpoch gives a member one wrong epoch after another. Each is
// refused for its own reason, signed by the host or not, and changes nothing.
func TestHostBreaksEpoch(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	carol, dave := w.newUser("Carol"), w.newUser("Dave")
	lookalike := w.newUser("Аlісе") // three letters are Cyrillic
	twin, loud, mute := w.newUser("ALICE"), w.newUser("Loud\u202eecila"), w.newUser("Mute")
	mute.member.Verifier = nil
	before := bob.room.Hash()
	leaves := func(u *user) wire.Departure {
		return wire.Departure{Identity: u.member.ID, Reason: wire.DepartureLost}
	}

	for _, c := range []struct {
		name   string
		joined []*user
		change func(e *wire.Epoch, joined *[]Member) // before it is sealed
		after  []*user                               // who is in then
		want   error
		reason error
	}{
		{name: "number skipped", change: func(e *wire.Epoch, _ *[]Member) { e.Number++ }, want: ErrWrongNumber},
		{name: "number again", change: func(e *wire.Epoch, _ *[]Member) { e.Number-- }, want: ErrWrongNumber},
		{name: "number zero", change: func(e *wire.Epoch, _ *[]Member) { e.Number = 0 }, want: ErrWrongNumber},
		{name: "other past", change: func(e *wire.Epoch, _ *[]Member) { e.Previous[0] ^= 1 }, want: ErrBrokenChain},
		{name: "who is in joins", joined: []*user{alice}, want: ErrBadRoster, reason: errWasIn},
		{name: "twice at once", joined: []*user{carol, carol}, want: ErrBadRoster, reason: errTwice},
		{
			name: "entry without member", joined: []*user{carol}, want: ErrBadRoster, reason: errEntries,
			change: func(_ *wire.Epoch, joined *[]Member) { *joined = nil },
		},
		{
			name: "other name than entry", joined: []*user{carol}, want: ErrBadRoster, reason: errEntries,
			change: func(e *wire.Epoch, _ *[]Member) { e.Joined[0].Name = "Karl" },
		},
		{
			name: "other time than entry", joined: []*user{carol}, want: ErrBadRoster, reason: errEntries,
			change: func(e *wire.Epoch, _ *[]Member) { e.Joined[0].Since++ },
		},
		{
			name: "other certificate than entry", joined: []*user{carol}, want: ErrBadRoster, reason: errEntries,
			change: func(e *wire.Epoch, _ *[]Member) { e.Joined[0].Certificate = dave.entry.Certificate },
		},
		{name: "name that only looks alike", joined: []*user{lookalike}, want: ErrBadRoster, reason: errSameName},
		{name: "like name", joined: []*user{twin}, want: ErrBadRoster, reason: errSameName},
		{name: "unclean name", joined: []*user{loud}, want: ErrBadRoster, reason: errName},
		{name: "no verifier", joined: []*user{mute}, want: ErrBadRoster, reason: errNoVerifier},
		{
			name: "stranger leaves", want: ErrBadRoster, reason: errNotThere,
			change: func(e *wire.Epoch, _ *[]Member) { e.Left = []wire.Departure{leaves(carol)} },
		},
		{
			name: "leaves twice", want: ErrBadRoster, reason: errLeftTwice,
			change: func(e *wire.Epoch, _ *[]Member) { e.Left = []wire.Departure{leaves(alice), leaves(alice)} },
		},
		{
			name: "leaves and is back", joined: []*user{alice}, want: ErrBadRoster, reason: errWasIn,
			change: func(e *wire.Epoch, _ *[]Member) { e.Left = []wire.Departure{leaves(alice)} },
		},
		{
			name: "host leaves", after: []*user{alice, bob}, want: ErrBadRoster, reason: errNoHost,
			change: func(e *wire.Epoch, _ *[]Member) { e.Left = []wire.Departure{leaves(w.host)} },
		},
		{name: "leaves only on paper", after: []*user{w.host, bob}, want: ErrBadRoster, reason: errNobody},
		{
			name: "leaves in silence", after: []*user{w.host, alice, bob}, want: ErrBadRoster, reason: errRosterHash,
			change: func(e *wire.Epoch, _ *[]Member) { e.Left = []wire.Departure{leaves(alice)} },
		},
		{name: "joins only on paper", after: []*user{w.host, alice, bob, carol}, want: ErrBadRoster, reason: errNobody},
		{
			name: "reader beside newcomer", joined: []*user{carol}, after: []*user{w.host, alice, bob, carol, dave},
			want: ErrBadRoster, reason: errRosterHash,
		},
	} {
		e := &wire.Epoch{Number: w.number + 1, Previous: w.hash}
		var joined []Member
		for _, u := range c.joined {
			e.Joined, joined = append(e.Joined, u.entry), append(joined, u.member)
		}
		if c.change != nil {
			c.change(e, &joined)
		}
		in := w.members()
		if c.after != nil {
			in = nil
			for _, u := range c.after {
				in = append(in, u.member)
			}
		}
		var hash wire.ID
		hash, e.Roster = NextEpoch(w.chat, e.Number, e.Previous, e.Transcript, in)
		e.Signature = w.host.sign(EpochContext(w.chat), hash[:])

		change, err := bob.room.Apply(e, joined)
		var v *Violation
		if !errors.Is(err, c.want) || c.reason != nil && !errors.Is(err, c.reason) || !errors.As(err, &v) {
			t.Errorf("%s: %v", c.name, err)
		} else if v.Who.ID != w.host.member.ID || !strings.Contains(err.Error(), "Host") {
			t.Errorf("%s: laid to %v", c.name, v.Who)
		}
		if len(change.Joined)+len(change.Left) > 0 || bob.room.Hash() != before {
			t.Errorf("%s: the room has moved", c.name)
		}
	}
}

// Nobody but the host makes epochs, and only for this chat.
func TestForgedEpoch(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	e := w.next(alice, wire.DepartureKicked, nil)
	genuine := e.Signature
	hash := EpochHash(w.chat, e.Number, e.Previous, e.Roster, e.Transcript)
	for name, signature := range map[string][]byte{
		"none":               nil,
		"a member's":         bob.sign(EpochContext(w.chat), hash[:]),
		"for another chat":   w.host.sign(EpochContext(wire.ID{1}), hash[:]),
		"of a head":          w.host.sign(HeadContext(w.chat), hash[:]),
		"of another epoch":   w.host.sign(EpochContext(w.chat), w.chat[:]),
		"with a bit flipped": append([]byte{genuine[0] ^ 1}, genuine[1:]...),
	} {
		e.Signature = signature
		if _, err := bob.room.Apply(e, nil); !errors.Is(err, ErrBadSignature) {
			t.Errorf("%s: %v", name, err)
		}
	}
	e.Signature = genuine
	if _, err := bob.room.Apply(e, nil); err != nil {
		t.Errorf("genuine: %v", err)
	}
}

// The host's own room begins with epoch one and the host alone.
func TestHostsFirstEpoch(t *testing.T) {
	w := &world{chat: wire.ID{1}}
	host := w.newUser("Host")
	other := w.newUser("Other")
	w.host = host
	for _, c := range []struct {
		name     string
		number   uint64
		previous wire.ID
		base     []Member
		in       []*user
		want     error
	}{
		{"second", 2, wire.ID{}, nil, []*user{host}, ErrBadRoster},
		{"number zero", 0, wire.ID{}, nil, []*user{host}, ErrWrongNumber},
		{"with a past", 1, wire.ID{1}, nil, []*user{host}, ErrBadRoster},
		{"with company", 1, wire.ID{}, nil, []*user{host, other}, ErrBadRoster},
		{"after others", 1, wire.ID{}, []Member{other.member}, []*user{host}, ErrBadRoster},
		{"without itself", 1, wire.ID{}, nil, []*user{other}, ErrBadRoster},
		{"in order", 1, wire.ID{}, nil, []*user{host}, nil},
	} {
		r := New(w.chat, host.member.ID, host.member.ID)
		r.Base(c.base)
		e := &wire.Epoch{Number: c.number, Previous: c.previous}
		all := slices.Clone(c.base)
		var joined []Member
		for _, u := range c.in {
			e.Joined, joined, all = append(e.Joined, u.entry), append(joined, u.member), append(all, u.member)
		}
		var hash wire.ID
		hash, e.Roster = NextEpoch(w.chat, e.Number, e.Previous, e.Transcript, all)
		e.Signature = host.sign(EpochContext(w.chat), hash[:])
		if _, err := r.Apply(e, joined); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestRosterLimit(t *testing.T) {
	people := make([]*person, wire.MaxEntries+1)
	if err := fit(people, wire.ID{}); !errors.Is(err, errTooMany) {
		t.Errorf("%d people: %v", len(people), err)
	}
	a := Member{ID: wire.ID{1}, Name: "A"}
	if RosterHash([]Member{a, a}) != (wire.ID{}) {
		t.Error("a roster with somebody twice has a hash")
	}
	if RosterHash([]Member{{Name: strings.Repeat("x", wire.MaxName+1)}}) != (wire.ID{}) {
		t.Error("a roster with a name over the limit has a hash")
	}
}

// Former epochs are remembered, but not without bound.
func TestPastIsBounded(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	bob := users[1]
	for range maxPast/2 + 1 {
		alice := users[0]
		left := w.next(alice, wire.DepartureLost, nil)
		alice.renew()
		for _, e := range []*wire.Epoch{left, w.advanceWith(alice)} {
			if _, err := bob.room.Apply(e, bob.parseAll(e.Joined)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(bob.room.past) != maxPast || slices.Contains(bob.room.past, bob.room.Hash()) {
		t.Fatalf("%d former epochs are remembered", len(bob.room.past))
	}
}

func TestLookup(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	r := users[0].room
	list := r.Members()
	if len(list) != 3 || r.Number() != w.number || r.Hash() != w.hash {
		t.Fatalf("%d members in epoch %d", len(list), r.Number())
	}
	for i, m := range list {
		at, ok := r.Index(m.ID)
		got, in := r.At(i)
		if at != i || !ok || !in || got.ID != m.ID || i > 0 && slices.Compare(list[i-1].ID[:], m.ID[:]) >= 0 {
			t.Errorf("place %d: index %d %v, member %v %v", i, at, ok, got, in)
		}
	}
	list[0].Name = "changed" // the caller's own
	if m, _ := r.At(0); m.Name == "changed" {
		t.Error("the list shares memory with the room")
	}
	if _, ok := r.Index(wire.ID{}); ok {
		t.Error("nobody has a place")
	}
	for _, i := range []int{-1, 3, 1 << 40} {
		if _, ok := r.At(i); ok {
			t.Errorf("there is somebody at place %d", i)
		}
	}
}

func TestAcknowledged(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	check := func(when string, want int) {
		t.Helper()
		if n, of := alice.room.Acknowledged(); n != want || of != 3 {
			t.Errorf("%s: %d of %d, want %d of 3", when, n, of, want)
		}
	}
	w.join(w.newUser("Carol"))
	w.drain()
	check("at first", 0)
	bob.sendHead()
	w.drain()
	check("after Bob's head", 1)
	w.relayed(w.host, "hello")
	w.drain()
	check("after the host's message", 2)
	bob.sendHead()
	alice.sendHead()
	w.drain()
	check("after another head of Bob and an own one", 2)
}
