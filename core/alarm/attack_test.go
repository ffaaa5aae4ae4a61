package alarm_test

import (
	"testing"
	"time"

	"realtalk/core/alarm"
)

func sums(k alarm.Kind, tries, addresses, blocked, knocks int) alarm.Tell {
	return alarm.Tell{Notice: alarm.Notice{Kind: k, Tries: tries, Addresses: addresses, Blocked: blocked, Knocks: knocks}}
}

func TestAttackIsToldOnce(t *testing.T) {
	s := alarm.New()
	for n := range alarm.AttackHouses - 2 {
		play(t, s, line{0, wrong(n, 1), actions(told(wrong(n, 1), 1))})
	}
	play(
		t, s,
		line{time.Second, wrong(0, 2), nil}, // held, and in the window
		line{time.Second, blocked(8, 6), actions(told(blocked(8, 6), 1))},
		line{2 * time.Second, refused(8), actions(told(refused(8), 1))},
		line{3 * time.Second, refused(8), nil}, // held
		line{time.Minute, disconnected(9, 3), actions(
			told(wrong(0, 2), 1), // it was due before
			sums(alarm.Attack, 11, 10, 1, 1),
		)},
	)
	const end = 5 * time.Minute
	play(
		t, s,
		line{time.Minute, wrong(10, 1), nil},
		line{2 * time.Minute, blocked(10, 6), nil},
		line{2 * time.Minute, blocked(10, 6), nil}, // unblocked meanwhile; one household all the same
		line{end - alarm.AttackQuiet, wrong(10, 1), nil},
		line{end - 1, refused(10), nil}, // does not keep it going
		line{end - 1, alarm.Tick{}, nil},
	)
	if !s.Attack() {
		t.Error("it ended too early")
	}
	expectNext(t, s, end)
	play(
		t, s,
		line{end, alarm.Tick{}, actions(sums(alarm.AttackOver, 15, 11, 2, 2))},
		line{end, wrong(1, 3), actions(told(wrong(1, 3), 1))}, // peace
	)
	if s.Attack() {
		t.Error("it did not end")
	}
}

func TestFewOrSlowAreNoAttack(t *testing.T) {
	s := alarm.New()
	for i := range 100 { // of nine households
		s.Step(noon.Add(time.Duration(i)*time.Second), wrong(i%9, 1))
	}
	if s.Attack() {
		t.Error("nine households are an attack")
	}
	s = alarm.New()
	for n := range 100 { // at most nine in a window, its bounds included
		s.Step(noon.Add(time.Duration(n)*7*time.Second), wrong(n, 1))
	}
	if s.Attack() {
		t.Error("one household every 7 seconds is an attack")
	}
	s = alarm.New()
	for n := range 100 {
		s.Step(noon, refused(n))
		s.Step(noon, byHost(n))
	}
	if s.Attack() {
		t.Error("blocked households are an attack")
	}
}

// The window has the bounds that it is said to have.
func TestWindow(t *testing.T) {
	for _, last := range []struct {
		at     time.Duration
		attack bool
	}{{alarm.AttackWindow, true}, {alarm.AttackWindow + 1, false}} {
		s := alarm.New()
		for n := range alarm.AttackHouses - 1 {
			s.Step(noon, wrong(n, 1))
		}
		s.Step(noon.Add(last.at), wrong(99, 1))
		if s.Attack() != last.attack {
			t.Errorf("after %v: attack %v", last.at, s.Attack())
		}
	}
}

// What the host does itself, and a block that ends, is told in an attack too.
func TestInAnAttack(t *testing.T) {
	s := alarm.New()
	besiege(t, s)
	expired := unblocked(50)
	expired.Expired = true
	play(
		t, s,
		line{time.Second, byHost(1), actions(told(byHost(1), 0))},
		line{time.Second, refused(1), nil},
		line{time.Second, unblocked(1), actions(told(unblocked(1), 0))},
		line{time.Second, expired, actions(told(expired, 0))},
		line{time.Second + alarm.AttackQuiet, alarm.Tick{}, actions(sums(alarm.AttackOver, 10, 10, 0, 1))},
	)
}

// Connections that crowd the door are an attack, without a single try.
func TestCrowdingIsAnAttack(t *testing.T) {
	s := alarm.New()
	for n := range alarm.AttackHouses - 1 {
		play(t, s, line{0, crowded(six + n), nil}, line{0, crowded(six + n), nil}) // all of one /48
	}
	byCrowding := func(k alarm.Kind, tries, addresses, crowded int) alarm.Tell {
		n := sums(k, tries, addresses, 0, 0)
		n.Crowded = crowded
		return n
	}
	play(
		t, s,
		line{0, wrong(1, 1), actions(told(wrong(1, 1), 1))}, // counts for itself
		line{alarm.AttackWindow, crowded(99), actions(byCrowding(alarm.Attack, 1, 1, 10))},
		line{2 * time.Minute, crowded(1), nil},
		line{2*time.Minute + alarm.AttackQuiet - 1, alarm.Tick{}, nil},
		line{2*time.Minute + alarm.AttackQuiet, alarm.Tick{}, actions(byCrowding(alarm.AttackOver, 1, 1, 11))},
	)
}

// One more household in each window would be an attack, and one in both is not.
func TestFewOrSlowCrowdingIsNoAttack(t *testing.T) {
	s := alarm.New()
	for n := range alarm.AttackHouses - 1 {
		s.Step(noon, crowded(n))
		s.Step(noon, wrong(50+n, 1))
	}
	s.Step(noon.Add(alarm.AttackWindow+1), crowded(99))
	if s.Attack() {
		t.Error("there is an attack")
	}
}

// What is too old for the window is no part of an attack that others begin.
func TestAttackBeginsWithItsWindows(t *testing.T) {
	s := alarm.New()
	s.Step(noon, wrong(1, 1))
	s.Step(noon, crowded(2))
	for n := range alarm.AttackHouses - 1 {
		s.Step(noon.Add(time.Hour), crowded(100+n))
	}
	want := sums(alarm.Attack, 0, 0, 0, 0)
	want.Crowded = alarm.AttackHouses
	play(t, s, line{time.Hour, crowded(200), actions(want)})
}

// Who keeps an attack alive silences nothing: the host hears of it again and
// again.
func TestAttackThatGoesOnIsToldAgain(t *testing.T) {
	s := alarm.New()
	besiege(t, s)
	again := func(tries int) alarm.Tell {
		n := sums(alarm.Attack, tries, 10, 0, 0)
		n.Again = true
		return n
	}
	for minute := range 30 {
		var want []alarm.Action
		if minute > 0 && minute%10 == 0 {
			want = actions(again(9 + minute))
		}
		at := time.Duration(minute) * time.Minute
		play(t, s, line{at, alarm.Tick{}, want})
		if minute > 0 {
			play(t, s, line{at, wrong(1, 1), nil})
		}
	}
	const last = 29 * time.Minute
	expectNext(t, s, 30*time.Minute)
	play(
		t, s,
		line{30 * time.Minute, alarm.Tick{}, actions(again(39))},
		line{last + alarm.AttackQuiet, alarm.Tick{}, actions(sums(alarm.AttackOver, 39, 10, 0, 0))},
	)
}

// The blocked cannot keep an attack alive.
func TestKnocksKeepNoAttackGoing(t *testing.T) {
	s := alarm.New()
	besiege(t, s)
	for second := range int(alarm.AttackQuiet / time.Second) {
		play(t, s, line{time.Duration(second) * time.Second, refused(1), nil})
	}
	play(t, s, line{alarm.AttackQuiet, refused(1), actions(
		sums(alarm.AttackOver, 10, 10, 0, 120), told(refused(1), 1),
	)})
}

// An attack soon after another is more of the same.
func TestAttackSoonAfterAnother(t *testing.T) {
	for pause, want := range map[time.Duration]bool{0: true, alarm.AttackMemory: true, alarm.AttackMemory + 1: false} {
		s := alarm.New()
		besiege(t, s)
		play(t, s, line{alarm.AttackQuiet, alarm.Tick{}, actions(sums(alarm.AttackOver, 10, 10, 0, 0))})
		at := alarm.AttackQuiet + pause
		for n := range alarm.AttackHouses - 1 {
			s.Step(noon.Add(at), crowded(n))
		}
		begins := sums(alarm.Attack, 0, 0, 0, 0)
		begins.Crowded, begins.Again = 10, want
		play(t, s, line{at, crowded(99), actions(begins)})
	}
}

// Who was told of before an attack is still in its pause after it.
func TestPausesOutlastAnAttack(t *testing.T) {
	s := alarm.New()
	play(t, s, line{0, refused(50), actions(told(refused(50), 1))})
	besiege(t, s)
	play(
		t, s,
		line{2 * time.Minute, alarm.Tick{}, actions(sums(alarm.AttackOver, 10, 10, 0, 0))},
		line{3 * time.Minute, refused(50), nil},
		line{10 * time.Minute, alarm.Tick{}, actions(told(refused(50), 1))},
	)
}
