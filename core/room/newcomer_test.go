package room

import (
	"errors"
	"slices"
	"testing"

	"realtalk/core/wire"
)

// talked is a world in which much was said before the newcomer came.
func talked(tb testing.TB) (w *world, alice, bob, newcomer *user) {
	tb.Helper()
	w, users := settled(tb, "Alice", "Bob")
	for range 5 {
		w.relayed(users[0], "early")
		w.relayed(users[1], "early too")
	}
	w.drain()
	newcomer = w.newUser("Newcomer")
	w.join(newcomer)
	w.drain()
	return w, users[0], users[1], newcomer
}

func TestNewcomerMissesNothingFromBefore(t *testing.T) {
	w, alice, bob, newcomer := talked(t)
	w.relayed(alice, "hello")
	w.drain()
	w.relayed(bob, "hello")
	w.heads()
	newcomer.quiet(t)
	if !slices.Equal(newcomer.texts(), []string{"hello", "hello"}) {
		t.Fatalf("newcomer heard %q", newcomer.texts())
	}
	for _, u := range w.users {
		u.quiet(t)
	}
}

// The first thing said after a newcomer came is kept from it.
func TestHostDropsFirstMessageForNewcomer(t *testing.T) {
	for name, show := range map[string]func(w *world, alice *user){
		"by the next message": func(w *world, alice *user) { w.relayed(alice, "two") },
		"by the next head":    func(_ *world, alice *user) { alice.sendHead() },
		"after somebody left": func(w *world, alice *user) {
			w.remove(w.users[slices.IndexFunc(w.users, func(u *user) bool { return u.member.Name == "Bob" })], wire.DepartureLost, nil)
			w.drain()
			alice.sendHead()
		},
	} {
		t.Run(name, func(t *testing.T) {
			w, alice, _, newcomer := talked(t)
			w.dropPosts(newcomer, alice, 1)
			w.relayed(alice, "one")
			w.drain()
			newcomer.found(t)
			show(w, alice)
			w.drain()
			want := []Finding{{Kind: Gap, Who: alice.member, N: 1}}
			if name == "after somebody left" { // the new list itself tells
				want = append([]Finding{{Kind: Fork, Who: w.host.member}}, want...)
			}
			newcomer.found(t, want...)
			newcomer.refused(t)
		})
	}
}

// What others have seen of somebody says nothing to a newcomer that knows
// nothing of that one yet: it may have been before.
func TestNewcomerDoesNotKnowYet(t *testing.T) {
	w, _, bob, newcomer := talked(t)
	bob.sendHead() // has seen five of Alice
	w.drain()
	newcomer.found(t)
	at, _ := newcomer.room.Index(bob.member.ID)
	h, err := wire.ParseHeadBody(newcomer.room.Head())
	if err != nil {
		t.Fatal(err)
	}
	for i, seen := range h.Seen {
		if want := map[bool]uint64{true: 5}[i == at]; seen != want {
			t.Errorf("place %d: seen %d, want %d", i, seen, want)
		}
	}
}

// A newcomer compares the first head of each with what follows.
func TestHostForksForNewcomer(t *testing.T) {
	w, alice, _, newcomer := talked(t)
	alice.sendHead()
	w.drain()
	h, err := wire.ParseHeadBody(alice.room.Head())
	if err != nil {
		t.Fatal(err)
	}
	h.Last[0] ^= 1
	body, err := wire.EncodeHeadBody(h)
	if err != nil {
		t.Fatal(err)
	}
	findings, err := newcomer.room.AcceptHead(w.index(alice), body, alice.sign(HeadContext(w.chat), body))
	if err != nil || len(findings) != 1 || findings[0].Kind != Fork {
		t.Fatalf("%v, %v", findings, err)
	}
}

// Who comes back begins again at one, and is not taken to repeat itself.
func TestReturnBeginsAnew(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	w.relayed(alice, "first stay")
	w.drain()
	w.leave(alice)
	w.drain()
	w.join(alice)
	w.drain()
	w.relayed(alice, "second stay")
	w.heads()
	for _, u := range w.users {
		u.quiet(t)
	}
	last := bob.heard[len(bob.heard)-1]
	if last.text != "second stay" || last.seq != 1 {
		t.Fatalf("Bob heard last %v", last)
	}
}

// first is a newcomer's room and the epoch that lets it in.
func first(tb testing.TB) (w *world, newcomer *user, base []Member, e *wire.Epoch) {
	tb.Helper()
	w, _ = settled(tb, "Alice", "Bob")
	newcomer = w.newUser("Newcomer")
	newcomer.room = New(w.chat, newcomer.member.ID, w.host.member.ID)
	base = w.members()
	return w, newcomer, base, w.advanceWith(newcomer)
}

func TestNewcomerChecksBase(t *testing.T) {
	w, newcomer, base, e := first(t)
	mallory := w.newUser("Mallory").member
	r := newcomer.room
	for name, list := range map[string][]Member{
		"somebody missing":  base[1:],
		"somebody more":     append(slices.Clone(base), mallory),
		"somebody twice":    append(slices.Clone(base), base[0]),
		"somebody else":     append(slices.Clone(base[1:]), mallory),
		"the newcomer":      append(slices.Clone(base), newcomer.member),
		"nobody":            nil,
		"somebody mute":     append(slices.Clone(base[1:]), Member{ID: base[0].ID, Certificate: base[0].Certificate, Name: base[0].Name, Since: base[0].Since}),
		"everybody renamed": renamed(base),
	} {
		r.Base(list)
		if _, err := r.Apply(e, []Member{newcomer.member}); !errors.Is(err, ErrBadRoster) {
			t.Errorf("%s: %v", name, err)
		}
		if r.Number() != 0 || len(r.Members()) != 0 {
			t.Errorf("%s: the room has moved", name)
		}
	}
	r.Base(slices.Clone(base))
	change, err := r.Apply(e, []Member{newcomer.member})
	if err != nil || len(change.Joined) != 1 || change.Joined[0].ID != newcomer.member.ID {
		t.Fatalf("honest: %v, %v", change, err)
	}
	r.Base(nil) // too late to mean anything
	if len(r.Members()) != len(base)+1 || r.Hash() != w.hash {
		t.Fatalf("%d members", len(r.Members()))
	}
}

func renamed(list []Member) []Member {
	list = slices.Clone(list)
	for i := range list {
		list[i].Name += "!"
	}
	return list
}

// An old entry of the newcomer's own does not stand for its coming in.
func TestNewcomerMustBeLetIn(t *testing.T) {
	w, newcomer, base, _ := first(t)
	carol := w.newUser("Carol")
	e := w.advanceWith(carol)
	newcomer.room.Base(append(base, newcomer.member))
	if _, err := newcomer.room.Apply(e, []Member{carol.member}); !errors.Is(err, ErrBadRoster) {
		t.Fatal(err)
	}
}

func TestNothingBeforeTheFirstEpoch(t *testing.T) {
	w, newcomer, base, _ := first(t)
	r := newcomer.room
	r.Base(base)
	if _, _, err := r.Compose("hello?", newcomerTime); !errors.Is(err, ErrNotIn) {
		t.Errorf("compose: %v", err)
	}
	if r.Head() != nil || r.LeaveStatement() != nil || r.Hash() != (wire.ID{}) || len(r.Members()) != 0 {
		t.Error("there is something before the first epoch")
	}
	var v *Violation
	_, _, err := r.Accept(0, 1, nil)
	if !errors.Is(err, ErrStranger) || !errors.As(err, &v) || v.Who.Name != "" {
		t.Errorf("accept: %v", err)
	}
	if _, err := r.AcceptHead(0, w.host.room.Head(), nil); !errors.Is(err, ErrStranger) {
		t.Errorf("accept head: %v", err)
	}
	if n, of := r.Acknowledged(); n != 0 || of != 0 {
		t.Errorf("acknowledged: %d of %d", n, of)
	}
}
