package alarm_test

import (
	"testing"
	"time"

	"realtalk/core/admission"
	"realtalk/core/alarm"
)

func enter(c, wrong int) alarm.Enter {
	return alarm.Enter{Conn: admission.Conn(c), House: house(1000 + c), Wrong: wrong}
}

func pass(c int) alarm.Pass { return alarm.Pass{Conn: admission.Conn(c)} }
func busy(c int) alarm.Busy { return alarm.Busy{Conn: admission.Conn(c)} }

const gap = alarm.FirstGap

func TestPeaceAndKnownPass(t *testing.T) {
	s := alarm.New()
	known := enter(2, 5)
	known.Known = true
	play(t, s, line{0, enter(1, 5), actions(pass(1))})
	besiege(t, s)
	play(
		t, s,
		line{0, enter(3, 0), nil},
		line{0, known, actions(pass(2))},
	)
}

func TestLine(t *testing.T) {
	s := alarm.New()
	besiege(t, s)
	play(
		t, s,
		line{0, enter(1, 2), nil},
		line{0, enter(2, 1), nil},
		line{0, enter(3, 2), nil},
		line{0, enter(4, 0), nil}, // a friend
		line{0, enter(4, 0), nil}, // is in line already
		line{0, enter(5, 0), nil},
		line{0, alarm.Gone{Conn: 3}, nil},
	)
	expectNext(t, s, gap)
	play(
		t, s,
		line{1 * gap, alarm.Tick{}, actions(pass(4))},
		line{2*gap - 1, alarm.Tick{}, nil},
		line{2 * gap, enter(6, 1), actions(pass(5))},
		line{3 * gap, alarm.Tick{}, actions(pass(2))},
		line{5 * gap, alarm.Tick{}, actions(pass(6), pass(1))}, // late
		line{7 * gap, alarm.Tick{}, nil},
		line{7 * gap, enter(7, 0), nil}, // the first of an empty line waits too
	)
	expectNext(t, s, 8*gap)
	play(
		t, s,
		line{7 * gap, alarm.Gone{Conn: 7}, nil},
		line{9 * gap, alarm.Tick{}, nil},
	)
	expectNext(t, s, alarm.AttackQuiet)
}

// When the line is full, who stands last is turned away: the newcomer, or one
// whom it overtook.
func TestFullLine(t *testing.T) {
	s := alarm.New()
	besiege(t, s)
	for c := range alarm.MaxWaiting {
		play(t, s, line{0, enter(c, 1+c%2), nil})
	}
	play(
		t, s,
		line{0, enter(20, 3), actions(busy(20))},
		line{0, enter(21, 2), actions(busy(21))},
		line{0, enter(22, 1), actions(busy(15))},
		line{0, enter(23, 0), actions(busy(13))},
		line{gap, alarm.Tick{}, actions(pass(23))},
		line{gap, enter(24, 9), nil},
	)
}

// One address that comes again and again cannot fill the line.
func TestHouseholdCannotFillTheLine(t *testing.T) {
	s := alarm.New()
	besiege(t, s)
	crowd := func(c int) alarm.Enter {
		return alarm.Enter{Conn: admission.Conn(c), House: house(500)}
	}
	for c := range alarm.MaxWaiting {
		play(t, s, line{0, crowd(c), nil})
	}
	play(
		t, s,
		line{0, crowd(16), actions(busy(16))},
		line{0, enter(17, 0), actions(busy(15))},
		line{gap, alarm.Tick{}, actions(pass(0))},
		line{2 * gap, alarm.Tick{}, actions(pass(17))},
	)
}

// Who goes on, hangs up without a try and comes again stands behind everybody
// new.
func TestTurnsCountLikeTries(t *testing.T) {
	s := alarm.New()
	besiege(t, s)
	again := func(c, n int) alarm.Enter { return alarm.Enter{Conn: admission.Conn(c), House: house(n)} }
	at := time.Duration(0)
	for turn := range 3 { // all of them, again and again
		for n := range alarm.MaxWaiting {
			play(t, s, line{at, again(100*turn+n, n), nil})
		}
		for n := range alarm.MaxWaiting {
			at += gap
			play(t, s, line{at, alarm.Tick{}, actions(pass(100*turn + n))})
		}
	}
	for n := range alarm.MaxWaiting {
		play(t, s, line{at, again(1000+n, n), nil})
	}
	play(
		t, s,
		line{at, enter(2000, 2), actions(busy(1015))}, // failed twice, and is still no worse
		line{at, enter(2001, 0), actions(busy(1014))},
		line{at, admitted(0), nil}, // somebody there knows the password
		line{at, again(2002, 0), actions(busy(1013))},
		line{at + gap, alarm.Tick{}, actions(pass(2001))},
		line{at + 2*gap, alarm.Tick{}, actions(pass(2002))},
		line{at + 3*gap, alarm.Tick{}, actions(pass(2000))},
	)
}

// All households of a /48 share its turns: one customer has 65,536 of them.
func TestSitesOfIPv6(t *testing.T) {
	s := alarm.New()
	besiege(t, s)
	from := func(c, n int) alarm.Enter { return alarm.Enter{Conn: admission.Conn(c), House: house(six + n)} }
	play(
		t, s,
		line{0, from(1, 0), nil},
		line{gap, alarm.Tick{}, actions(pass(1))},
		line{gap, from(2, 1), nil}, // another /64, one turn behind
		line{gap, from(3, 2), nil}, // and another, behind that
		line{gap, from(4, 16), nil},
		line{2 * gap, from(5, 17), actions(pass(4))},
		line{3 * gap, enter(6, 1), actions(pass(2))},
		line{4 * gap, alarm.Tick{}, actions(pass(5))},
		line{5 * gap, alarm.Tick{}, actions(pass(6))},
		line{6 * gap, alarm.Tick{}, actions(pass(3))},
	)
}

// Among equals who asks again and again loses the place to who did not.
func TestFullLineOfEquals(t *testing.T) {
	s := alarm.New()
	besiege(t, s)
	for c := range alarm.MaxWaiting {
		play(t, s, line{0, enter(c, 0), nil})
	}
	greedy := enter(20, 0)
	for c := range 3 {
		greedy.Conn = admission.Conn(20 + c)
		play(t, s, line{0, greedy, actions(busy(20 + c))}) // all asked once: the last
	}
	play(
		t, s,
		line{0, alarm.Gone{Conn: 3}, nil},
		line{0, greedy, nil}, // there is room
		line{0, enter(30, 0), actions(busy(22))},
		line{0, enter(31, 0), actions(busy(31))},
	)
}

// Everybody of two hundred households knocks as often as a guest of this program
// does; so in the time that it takes to let all in once a friend gets in too.
func TestFriendAmongMany(t *testing.T) {
	const houses, friend = 200, 5000
	l := newLedger()
	step := func(in alarm.Input) {
		if err := l.step(in); err != nil {
			t.Fatal(err)
		}
	}
	for n := range alarm.AttackHouses {
		step(wrong(n, 1))
	}
	conn := admission.Conn(0)
	in := func() bool { return l.taken[place(house(friend))] > 0 }
	for second := 0; !in() && l.seen["Pass"] <= houses; second++ {
		step(wrong(1, 1))
		for n := range houses {
			conn++
			step(alarm.Enter{Conn: conn, House: house(100 + (n*7+second*13)%houses)})
			if n == houses/2 {
				conn++
				step(alarm.Enter{Conn: conn, House: house(friend)})
			}
			if err := l.pass(time.Second / houses); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("after %v, %d let on, %d turned away", l.now.Sub(noon), l.seen["Pass"], l.seen["Busy"])
	if !in() {
		t.Error("the friend did not get in")
	}
}

func TestGapGrows(t *testing.T) {
	s := alarm.New()
	besiege(t, s)
	at, tries := time.Duration(0), 0
	for _, want := range []struct {
		tries int
		gap   time.Duration
	}{
		{0, 50}, {19, 50}, {20, 100}, {39, 100}, {40, 200}, {60, 400}, {79, 400}, {80, 500}, {100, 500}, {1_000_000, 500},
	} {
		for ; tries < want.tries; tries++ {
			s.Step(noon.Add(at), wrong(99, 1))
		}
		play(t, s, line{at, enter(tries, 0), nil})
		at += want.gap * time.Millisecond
		expectNext(t, s, at)
		play(t, s, line{at, alarm.Tick{}, actions(pass(tries))})
	}
}

// While the gap is the largest and the line is full all the time, nobody waits
// for longer than MaxWait: neither the last of the line nor one who is overtaken
// again and again.
func TestNobodyWaitsForLong(t *testing.T) {
	l := newLedger()
	steps := func(inputs ...alarm.Input) {
		t.Helper()
		for _, in := range inputs {
			if err := l.step(in); err != nil {
				t.Fatal(err)
			}
		}
	}
	for n := range 10 * alarm.GapTries {
		steps(wrong(n%50, 1))
	}
	steps(enter(0, 5)) // will be overtaken by everybody
	for c := 1; c < alarm.MaxWaiting; c++ {
		steps(enter(c, 0))
	}
	for c := alarm.MaxWaiting; l.seen["Busy"] == 0; c++ {
		if err := l.pass(alarm.MaxGap); err != nil {
			t.Fatal(err)
		}
		if l.seen["Busy"] == 0 {
			steps(enter(c, 0))
		}
	}
	if waited := l.now.Sub(noon); waited != alarm.MaxWait || l.seen["Pass"] != alarm.MaxWaiting {
		t.Errorf("it was turned away after %v and %d others", waited, l.seen["Pass"])
	}
	if err := l.drain(); err != nil { // checks the rest
		t.Fatal(err)
	}
}

func TestTheEndLetsAllPass(t *testing.T) {
	s := alarm.New()
	besiege(t, s)
	const end = alarm.AttackQuiet
	play(
		t, s,
		line{end - 1, enter(1, 5), nil},
		line{end - 1, enter(2, 0), nil},
		line{end, enter(3, 5), actions(sums(alarm.AttackOver, 10, 10, 0, 0), pass(2), pass(1), pass(3))},
	)
	expectNext(t, s, -1)
}
