package room

import (
	"slices"
	"testing"

	"realtalk/core/wire"
)

// twoChats lets the host itself say one thing to Alice and another to Bob, and
// keep up both histories: what it signs for each fits together.
func twoChats(t *testing.T) (w *world, alice, bob *user) {
	t.Helper()
	w, users := settled(t, "Alice", "Bob")
	alice, bob = users[0], users[1]
	body, seq, err := w.host.room.Compose("no", w.host.time())
	if err != nil {
		t.Fatal(err)
	}
	w.host.room.Reset()
	forBob := append(w.host.sign(w.host.room.MessageContext(), body), body...)
	w.tamper = func(to *user, it item) []item {
		if it.post != nil && to == bob && it.post.Seq == seq && int(it.post.From) == w.index(w.host) {
			d := *it.post
			d.Data = forBob
			it.post = &d
		}
		return []item{it}
	}
	w.relayed(w.host, "yes")
	w.drain()
	w.tamper = nil
	if !slices.Equal(alice.texts(), []string{"yes"}) || !slices.Equal(bob.texts(), []string{"no"}) {
		t.Fatalf("Alice heard %q, Bob %q", alice.texts(), bob.texts())
	}
	alice.quiet(t)
	bob.quiet(t)
	return w, alice, bob
}

// A host that signs two histories of its own words for two people is found as
// soon as one honest head passes between them.
func TestHostSignsTwoHistories(t *testing.T) {
	w, alice, bob := twoChats(t)
	alice.sendHead()
	w.drain()
	bob.found(t, Finding{Kind: Fork, Who: alice.member})
	bob.sendHead()
	w.drain()
	alice.found(t, Finding{Kind: Fork, Who: bob.member})
}

// Nor can it hide that behind a new list of people: its signature is under one
// transcript for all.
func TestHostSignsTwoHistoriesAndMovesOn(t *testing.T) {
	w, alice, bob := twoChats(t)
	w.join(w.newUser("Carol"))
	w.drain()
	alice.found(t)
	bob.found(t, Finding{Kind: Fork, Who: w.host.member})
	w.heads() // the new list begins anew, the host's own numbers go on
	bob.found(t, Finding{Kind: Fork, Who: w.host.member})
	w.heads()
	bob.found(t)
}

// A host that shows messages of two people in another order to a third is found.
func TestHostReordersPeople(t *testing.T) {
	w, users := settled(t, "Alice", "Bob", "Carol")
	alice, bob, carol := users[0], users[1], users[2]
	var held []item
	w.tamper = func(to *user, it item) []item {
		if to != carol || it.post == nil {
			return []item{it}
		}
		if held = append(held, it); len(held) == 2 {
			return []item{held[1], held[0]}
		}
		return nil
	}
	w.relayed(alice, "shall I?")
	w.relayed(bob, "no!")
	w.drain()
	w.tamper = nil
	if !slices.Equal(carol.texts(), []string{"no!", "shall I?"}) {
		t.Fatalf("Carol heard %q", carol.texts())
	}
	carol.quiet(t)
	w.heads()
	carol.found(t, w.otherThan(carol)...)
	for _, u := range []*user{alice, bob} {
		u.found(t, Finding{Kind: Fork, Who: carol.member})
	}
}

// Everybody who differs is named at most once in an epoch, and few of them.
func TestDifferencesAreNotRepeated(t *testing.T) {
	w, users := settled(t, "Alice", "Bob", "Carol", "Dave", "Eve", "Frank")
	alice, bob := users[0], users[1]
	w.dropPosts(bob, alice, 1)
	w.relayed(alice, "one")
	for range 3 {
		w.heads()
	}
	n := 0
	for _, f := range bob.findings {
		if f.Kind == Fork {
			n++
		}
	}
	if n != maxDiffer {
		t.Fatalf("%d forks were found, want %d", n, maxDiffer)
	}
}

// What is longer ago than a member remembers proves nothing, and what never came
// proves something.
func TestTranscriptRemembersItsPast(t *testing.T) {
	r := newRecord(wire.ID{1})
	digests := []wire.ID{r.Digest()}
	for i := range 2*maxDigests + 10 {
		r.add(wire.ID{2}, 1, uint64(i), []byte{byte(i)})
		digests = append(digests, r.Digest())
	}
	if len(r.past) > 2*maxDigests {
		t.Fatalf("%d digests are kept", len(r.past))
	}
	last := uint64(len(digests) - 1)
	for _, count := range []uint64{last, last - 1, last - maxDigests} {
		if !r.agrees(count, digests[count]) || r.agrees(count, wire.ID{}) {
			t.Errorf("digest after %d of %d is not told from another", count, last)
		}
	}
	if !r.agrees(0, wire.ID{}) {
		t.Error("something is concluded from what is forgotten")
	}
	if r.agrees(last+1, digests[last]) {
		t.Error("what never came is not missed")
	}
}

// Each part of a delivery changes the digest.
func TestTranscriptCoversDeliveries(t *testing.T) {
	seen := map[wire.ID]bool{}
	for _, d := range []struct {
		epoch, from wire.ID
		key, seq    uint64
		data        string
	}{
		{},
		{epoch: wire.ID{1}},
		{from: wire.ID{1}},
		{key: 1},
		{seq: 1},
		{data: "x"},
	} {
		tr := NewTranscript(d.epoch)
		tr.Add(d.from, d.key, d.seq, []byte(d.data))
		seen[tr.Digest()] = true
	}
	if len(seen) != 6 {
		t.Fatalf("%d digests of 6 deliveries", len(seen))
	}
}
