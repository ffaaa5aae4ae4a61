package core

import (
	"bytes"
	"fmt"
	"slices"
	"testing"
	"time"

	"realtalk/core/room"
	"realtalk/core/wire"
)

// A host can let puppets of its own come and go, and so make a new list of people
// whenever it likes.

// TestLyingHostMutesByNewLists: nothing that Anna says is put in order, and a puppet
// that comes or goes gives the host another try each time.
func TestLyingHostMutesByNewLists(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	out := anna.seat.out
	anna.seat.out = func(f wire.Frame) {
		if _, words := f.(*wire.Post); !words {
			out(f)
		}
	}
	tb.say(anna, "stop the transfer")
	for i := range 2 {
		p := tb.join(fmt.Sprint("Ned ", i))
		tb.wait(15*time.Second, append(all, p), nil)
		tb.relay.remove(p.place, wire.Departure{Reason: wire.DepartureLost}, nil)
		tb.wait(15*time.Second, all, nil)
	}
	if count(anna, alarms(NotPassedOn, "Hanna")) != 1 {
		t.Errorf("Anna was told:%s", list(anna.told))
	}
}

// future is a row of lists that a host has signed for later.
type future struct {
	tb       *table
	number   uint64
	previous wire.ID
	said     wire.ID
	members  []room.Member
	epochs   []*wire.Epoch
}

// next signs the list on which one puppet follows another.
func (f *future) next(t *testing.T, puppet, before *sitter) {
	t.Helper()
	e := &wire.Epoch{Number: f.number + 1, Previous: f.previous, Transcript: f.said, Joined: []wire.Entry{puppet.place.entry}}
	members := []room.Member{puppet.place.member}
	for _, m := range f.members {
		if before == nil || m.ID != before.place.member.ID {
			members = append(members, m)
		}
	}
	if before != nil {
		e.Left = []wire.Departure{{Identity: before.place.member.ID, Reason: wire.DepartureLost}}
	}
	hash, roster := room.NextEpoch(f.tb.relay.chat, e.Number, e.Previous, e.Transcript, byIdentity(members))
	e.Roster = roster
	var err error
	if e.Signature, err = f.tb.relay.me.Sign(room.EpochContext(f.tb.relay.chat), hash[:]); err != nil {
		t.Fatal(err)
	}
	empty := room.NewTranscript(hash)
	f.number, f.previous, f.said, f.members = e.Number, hash, empty.Digest(), byIdentity(members)
	f.epochs = append(f.epochs, e)
}

func byIdentity(members []room.Member) []room.Member {
	return slices.SortedFunc(slices.Values(members), func(a, b room.Member) int { return bytes.Compare(a.ID[:], b.ID[:]) })
}

// TestLyingHostHandsOutTheFuture: Victor is led through six lists in as many seconds
// and signs each. Then he is cut off, and Anna is given the lists and his heads, one
// every 40 seconds.
func TestLyingHostHandsOutTheFuture(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	all := []*sitter{tb.host, anna, victor}
	tb.pass(all, nil)
	tb.wait(soon, all, nil)
	f := &future{tb: tb, number: tb.relay.number, previous: tb.relay.hash, said: tb.relay.transcript.Digest()}
	for _, p := range tb.relay.places {
		f.members = append(f.members, p.member)
	}
	var before *sitter
	var heads []*wire.HeadFrom
	for i := range 6 {
		puppet := tb.sitter(participant(t, "Ned"), fmt.Sprint("Ned ", i))
		f.next(t, puppet, before)
		before = puppet
		if err := victor.receive(f.epochs[i], tb.now); err != nil {
			t.Fatal(err)
		}
		tb.now = tb.now.Add(time.Second)
		victor.sent = nil
		if err := victor.tick(tb.now); err != nil {
			t.Fatal(err)
		}
		at, _ := victor.room.Index(victor.self)
		for _, frame := range victor.sent {
			if h, ok := frame.(*wire.Head); ok {
				heads = append(heads, &wire.HeadFrom{From: uint32(at), Epoch: h.Epoch, Body: h.Body, Signature: h.Signature})
			}
		}
	}
	if len(heads) != len(f.epochs) {
		t.Fatalf("Victor signed %d heads", len(heads))
	}
	anna.seat.out = func(wire.Frame) {}
	for i := range f.epochs {
		for _, frame := range []wire.Frame{f.epochs[i], heads[i]} {
			if err := anna.receive(frame, tb.now); err != nil {
				t.Fatal(err)
			}
		}
		tb.wait(40*time.Second, []*sitter{anna}, nil)
	}
	if count(anna, silent("Victor")) == 0 {
		t.Errorf("Victor is gone for four minutes, and Anna was told:%s", list(anna.told))
	}
}

// TestLyingHostBringsSomebodyBack: Victor has left, and is there again by what he
// signed when he came.
func TestLyingHostBringsSomebodyBack(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	tb.pass([]*sitter{tb.host, anna, victor}, nil)
	tb.relay.remove(victor.place, wire.Departure{Reason: wire.DepartureLost}, nil)
	tb.pass([]*sitter{tb.host, anna}, nil)
	ghost := &place{member: victor.place.member, entry: victor.place.entry, line: &sitter{}}
	if err := tb.relay.admit(ghost, MaxMembers); err != nil {
		t.Fatal(err)
	}
	var refused error
	for _, f := range anna.inbox {
		if err := anna.receive(f, tb.now); err != nil {
			refused = err
		}
	}
	if refused == nil {
		t.Errorf("Anna took the list, and was told:%s", list(anna.told))
	}
}

// Who joins a second time in order does so with another certificate.
func TestSomebodyComesBackInOrder(t *testing.T) {
	tb := newTable(t, endless())
	anna, victor := tb.join("Anna"), tb.join("Victor")
	tb.pass([]*sitter{tb.host, anna, victor}, nil)
	tb.relay.remove(victor.place, wire.Departure{Reason: wire.DepartureLost}, nil)
	all := []*sitter{tb.host, anna, tb.join("Victor")}
	tb.pass(all, nil)
	tb.wait(2*time.Minute, all, nil)
	if n := count(anna, func(Alarm) bool { return true }); n != 0 || len(anna.room.Members()) != 3 {
		t.Errorf("Anna was told:%s", list(anna.told))
	}
}

// TestListOfNobodyIsRefused: an epoch with which nobody comes or goes would show
// nothing on any screen.
func TestListOfNobodyIsRefused(t *testing.T) {
	tb := newTable(t, endless())
	anna := tb.join("Anna")
	tb.pass([]*sitter{tb.host, anna}, nil)
	if err := tb.relay.show(nil, nil); err != nil {
		t.Fatal(err)
	}
	for _, f := range anna.inbox {
		if err := anna.receive(f, tb.now); err == nil {
			t.Errorf("%T was taken", f)
		}
	}
}

// TestAlarmsOutliveAFlood: a reader that is behind is told what the flood was for.
func TestAlarmsOutliveAFlood(t *testing.T) {
	q := newQueue()
	for range eventBytes / 256 {
		q.put(Message{})
	}
	for range 100 {
		q.put(Message{})
	}
	q.put(Alarm{Kind: HistoryDiffers})
	q.close()
	for e := range q.out {
		if a, ok := e.(Alarm); ok && a.Kind == HistoryDiffers {
			return
		}
	}
	t.Error("no alarm came")
}
