package core

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"realtalk/core/admission"
	"realtalk/core/link"
	"realtalk/core/pgp"
	"realtalk/core/wire"
)

// TestPanicInOneConnectionIsContained lets the profile panic once, in the
// middle of a stranger's try and with the door's lock held.
func TestPanicInOneConnectionIsContained(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	var panics atomic.Int32
	d := host.host.door
	d.mu.Lock()
	save := d.save
	d.save = func(r []admission.Record) error {
		if panics.Add(1) == 1 {
			panic("a bug in the profile")
		}
		return save(r)
	}
	d.mu.Unlock()

	if share, last := guesser(host, "wrong"); share || last != nil {
		t.Errorf("the connection that panicked was answered: %v", last)
	}
	if panics.Load() == 0 {
		t.Fatal("nothing panicked")
	}
	if m := wait[Mishap](host, 1, nil); m.N != 1 || !strings.HasPrefix(m.Place, "panic_test.go:") {
		t.Errorf("the host is told %+v", m)
	}
	// What was granted counts, whatever became of it.
	wait(host, 1, func(s Security) bool { return s.Kind == WrongPassword && s.Tries == 1 })
	anna.say("did you hear something?")
	host.said("did you hear something?")
	joining(t, "Ben", host.address())
}

// TestPanicOverAMembersFrameIsContained lets the relay panic over what one member
// sent: that member loses its place, and the others stay in the chat.
func TestPanicOverAMembersFrameIsContained(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	ben := joining(t, "Ben", host.address())
	r := host.host.relay
	r.do(func() {
		for _, p := range r.places {
			if p.member.Name == "Anna" {
				r.take(input{from: p, frame: (*wire.Post)(nil)}) // the bug
				return
			}
		}
	})
	if m := wait[Mishap](host, 1, nil); m.N != 1 || !strings.HasPrefix(m.Place, "relay.go:") {
		t.Errorf("the host is told %+v", m)
	}
	wait[Ended](anna, 1, nil)
	wait(ben, 1, func(l MemberLeft) bool { return l.Name == "Anna" && l.Reason == LeftLost })
	ben.say("still here")
	host.said("still here")
}

// TestPanicWhereNothingWaitsForItIsContained lets a call into the relay panic.
func TestPanicWhereNothingWaitsForItIsContained(t *testing.T) {
	host := hosting(t, "Hanna")
	anna := joining(t, "Anna", host.address())
	if !host.host.relay.do(func() { panic(errors.New("a bug")) }) {
		t.Error("the chat ended")
	}
	wait[Mishap](host, 1, nil)
	anna.say("still here")
	host.said("still here")
}

// TestMemberBearsWhatItCannotRead lets a member's own program panic over what the
// host passed on: a message is left out, without a list of people it is over.
func TestMemberBearsWhatItCannotRead(t *testing.T) {
	var told []Event
	s := newSeat(wire.ID{}, wire.ID{}, testParticipant(t), nil, func(e Event) { told = append(told, e) }, &view{})
	s.room = nil // the bug
	for range 3 {
		if err := s.bear(&wire.Delivery{}, time.Now()); err != nil {
			t.Errorf("a message ends the stay: %v", err)
		}
	}
	var fault *link.PanicError
	if err := s.bear(&wire.Epoch{}, time.Now()); !errors.As(err, &fault) {
		t.Errorf("no list of people: %v", err)
	}
	if len(told) != 1 || told[0].(Mishap).Place == "" {
		t.Errorf("told: %v", told)
	}
}

// testParticipant is somebody in a chat.
func testParticipant(t *testing.T) *pgp.Participant {
	t.Helper()
	me, err := testIdentity(t, "Anna").Participant()
	if err != nil {
		t.Fatal(err)
	}
	return me
}
