package core

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"realtalk/core/wire"
)

// alarmsOf gives the alarms that somebody was given.
func alarmsOf(s *sitter) (all []AlarmKind) {
	for _, e := range s.told {
		if a, ok := e.(Alarm); ok {
			all = append(all, a.Kind)
		}
	}
	return all
}

func (tb *table) tellAway(to, who *sitter, away uint8) {
	tb.t.Helper()
	i, _ := to.room.Index(who.self)
	if err := to.receive(&wire.Absent{Member: uint32(i), Epoch: to.room.Number(), Away: away}, tb.now); err != nil {
		tb.t.Fatal(err)
	}
}

// Whose connection broke is silent, and everybody knows why: that is no alarm. But it
// is the host's word alone, and so does not hold for longer than a place is kept.
func TestSilenceOfWhoIsAwayIsNoAlarmYet(t *testing.T) {
	tb := newTable(t, endless())
	anna, ben := tb.join("Anna"), tb.join("Ben")
	all := []*sitter{tb.host, anna, ben}
	tb.pass(all, nil)
	tb.wait(time.Minute, all, nil)
	tb.tellAway(ben, anna, 1)
	tb.tellAway(tb.host, anna, 1)
	tb.say(ben, "are you there?")
	others := []*sitter{tb.host, ben}
	tb.wait(comeBackTime, others, nil)
	if a := alarmsOf(ben); a != nil {
		t.Fatalf("alarms of somebody who is away: %v", a)
	}
	tb.wait(2*time.Minute, others, nil)
	if a := alarmsOf(ben); !slices.Contains(a, MemberSilent) || !slices.Contains(a, NotReceived) {
		t.Errorf("the host said away for ever, and Ben was told %v", a)
	}
}

// Who comes back hears what was kept, and nobody is told of a silence.
func TestComingBackIsNoAlarm(t *testing.T) {
	tb := newTable(t, endless())
	anna, ben := tb.join("Anna"), tb.join("Ben")
	all := []*sitter{tb.host, anna, ben}
	tb.pass(all, nil)
	tb.wait(time.Minute, all, nil)
	for _, s := range []*sitter{tb.host, ben} {
		tb.tellAway(s, anna, 1)
	}
	broken := true
	var stood time.Time
	anna.excused = func(now time.Time) bool { return broken || now.Sub(stood) < silenceAlarm }
	tb.say(anna, "said while away")
	kept := anna.sent // waits in Anna's log
	anna.sent = nil
	tb.say(ben, "said meanwhile")
	for range 110 { // seconds
		tb.wait(time.Second, []*sitter{tb.host, ben}, nil)
		if err := anna.tick(tb.now); err != nil {
			t.Fatal(err)
		}
		kept, anna.sent = append(kept, anna.sent...), nil
	}
	broken, stood = false, tb.now
	for _, s := range []*sitter{tb.host, ben} {
		tb.tellAway(s, anna, 0)
	}
	anna.sent = kept
	tb.pass(all, nil)
	tb.wait(3*time.Minute, all, nil)
	want := []string{"said meanwhile", "said while away"}
	for _, s := range all {
		if a := alarmsOf(s); a != nil || !slices.Equal(s.heard(), want) {
			t.Errorf("%d alarms: %v; heard %q", len(a), a, s.heard())
		}
	}
}

// A break that the user was not told of excuses nothing.
func TestUntoldBreakExcusesNothing(t *testing.T) {
	l := newLasting(nil, [32]byte{})
	now := time.Now()
	l.setLost(false, now)
	if l.excuses(now) {
		t.Error("excused without a word to the user")
	}
	l.setLost(true, now)
	if !l.excuses(now.Add(time.Hour)) {
		t.Error("silence was told while the line is broken")
	}
	l.setLost(false, now.Add(time.Hour))
	if !l.excuses(now.Add(time.Hour+silenceAlarm-1)) || l.excuses(now.Add(time.Hour+silenceAlarm)) {
		t.Error("not excused for as long as it takes to hear from everybody")
	}
}

// The host's word is told once, of members of this list alone, and never of oneself.
func TestAbsenceIsToldOnce(t *testing.T) {
	tb := newTable(t, endless())
	anna, ben := tb.join("Anna"), tb.join("Ben")
	tb.pass([]*sitter{tb.host, anna, ben}, nil)
	tb.tellAway(ben, anna, 0) // was never away
	for range 3 {
		tb.tellAway(ben, anna, 1)
	}
	for range 3 {
		tb.tellAway(ben, anna, 0)
	}
	tb.tellAway(ben, ben, 1)
	for _, f := range []*wire.Absent{{Member: 99, Epoch: ben.room.Number(), Away: 1}, {Member: 0, Epoch: 1, Away: 1}} {
		if err := ben.receive(f, tb.now); err != nil {
			t.Fatal(err)
		}
	}
	var told []bool
	for _, e := range ben.told {
		if a, ok := e.(MemberAway); ok && a.Name == "Anna" {
			told = append(told, a.Back)
		} else if ok {
			t.Errorf("told %+v", a)
		}
	}
	if !slices.Equal(told, []bool{false, true}) {
		t.Errorf("back: %v", told)
	}
}

// A computer that slept has heard nothing meanwhile, and its user knows why.
func TestSleepIsNoAlarm(t *testing.T) {
	tb := newTable(t, endless())
	anna, ben := tb.join("Anna"), tb.join("Ben")
	all := []*sitter{tb.host, anna, ben}
	tb.pass(all, nil)
	tb.wait(time.Minute, all, nil)
	tb.now = tb.now.Add(time.Hour) // all of them
	tb.wait(2*time.Minute, all, nil)
	for _, s := range all {
		if a := alarmsOf(s); a != nil {
			t.Errorf("alarms after sleep: %v", a)
		}
	}
	tb.wait(3*time.Minute, []*sitter{tb.host, anna}, nil)
	if a := alarmsOf(anna); !slices.Equal(a, []AlarmKind{MemberSilent}) {
		t.Errorf("who slept once was told %v of Ben's silence", a)
	}
}

// Somebody who comes back gets all lists of people that there were meanwhile at once,
// and says what was not delivered again under the last one alone.
func TestWhatWaitsIsSaidUnderTheLastListAlone(t *testing.T) {
	tb := newTable(t, endless())
	anna := tb.join("Anna")
	tb.pass([]*sitter{tb.host, anna}, nil)
	tb.say(anna, "said before all of them")
	anna.sent = nil // never arrives
	for n := range 10 {
		tb.join(fmt.Sprint("Guest ", n))
	}
	frames := make(chan wire.Frame, 64)
	for _, f := range anna.inbox {
		frames <- f
	}
	close(frames)
	if err := anna.seat.run(t.Context(), frames, nil); !errors.Is(err, errLineClosed) {
		t.Fatal(err)
	}
	var under []uint64
	for _, f := range anna.sent {
		if p, ok := f.(*wire.Post); ok {
			under = append(under, p.Epoch)
		}
	}
	if last := tb.relay.number; !slices.Equal(under, []uint64{last}) {
		t.Errorf("said under %v, the last is %d", under, last)
	}
}
