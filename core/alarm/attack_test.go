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
