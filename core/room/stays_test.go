package room

import (
	"encoding/binary"
	"errors"
	"testing"

	"realtalk/core/wire"
)

// endedStay makes the nth stay, which is over.
func endedStay(n int) *person {
	p := &person{}
	binary.BigEndian.PutUint64(p.Certificate[:], uint64(n)+1)
	return p
}

// However many come and go, a bounded number of stays is remembered: the latest, each
// once, so that nobody forces one out by ending it again.
func TestStaysAreBounded(t *testing.T) {
	var s stays
	const all = 3*maxStays + 7
	for n := range all {
		s.add([]*person{endedStay(n), endedStay(n)})
		s.add([]*person{endedStay(max(0, n-1))})
	}
	if len(s.by) != maxStays || len(s.order) != maxStays || cap(s.order) > 2*maxStays {
		t.Errorf("%d and %d are remembered, with room for %d", len(s.by), len(s.order), cap(s.order))
	}
	for n := range all {
		if got, want := s.has(endedStay(n).Member), n >= all-maxStays; got != want {
			t.Fatalf("stay %d of %d: remembered %v", n, all, got)
		}
	}
}

// TestNobodyIsBackAfterACrowd: Carol has left, and thousands came and went after her.
// The host cannot bring her back by what she signed when she came.
func TestNobodyIsBackAfterACrowd(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	bob, carol := users[1], w.newUser("Carol")
	w.join(carol)
	bob.readAll()
	w.leave(carol)
	bob.readAll()
	for n := range maxStays - 1 {
		bob.room.ended.add([]*person{endedStay(n)})
	}
	e := &wire.Epoch{Number: w.number + 1, Previous: w.hash, Joined: []wire.Entry{carol.entry}}
	if _, err := bob.room.Apply(e, []Member{carol.member}); !errors.Is(err, errBack) {
		t.Errorf("somebody who left is back: %v", err)
	}
}
