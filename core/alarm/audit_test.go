package alarm_test

import (
	"fmt"
	"net/netip"
	"slices"
	"time"

	"realtalk/core/admission"
	"realtalk/core/alarm"
)

// act checks one action and enters it.
func (l *ledger) act(a alarm.Action) error {
	switch a := a.(type) {
	case alarm.Pass:
		l.seen["Pass"]++
		return l.answer(a.Conn, func(place int, a arrival) bool {
			return !l.attack || a.known || place == 0
		})
	case alarm.Busy:
		l.seen["Busy"]++
		return l.answer(a.Conn, func(place int, a arrival) bool {
			crowded := place == alarm.MaxWaiting
			return l.attack && !a.known && (crowded || l.now.Sub(a.at) == alarm.MaxWait)
		})
	case alarm.Tell:
		l.seen[fmt.Sprint("Tell ", a.Kind)]++
		return l.told(a.Notice)
	}
	return fmt.Errorf("unknown action")
}

func (l *ledger) answer(c admission.Conn, fair func(place int, a arrival) bool) error {
	place := slices.IndexFunc(l.waiting, func(a arrival) bool { return a.conn == c })
	if place < 0 || !fair(place, l.waiting[place]) {
		return fmt.Errorf("it is at place %d of %+v", place, l.waiting)
	}
	l.waiting = slices.Delete(l.waiting, place, place+1)
	return nil
}

func (l *ledger) told(n alarm.Notice) error {
	switch n.Kind {
	case alarm.Attack, alarm.AttackOver:
		return l.toldAttack(n)
	case alarm.Refused:
		return l.toldKnocks(n)
	case alarm.Unblocked:
		return l.toldUnblocked(n)
	}
	return l.toldTries(n)
}

// exactly: a notice says what was heard, and for how many it stands.
func exactly(n alarm.Notice, what admission.Notify, times int) error {
	if want := told(alarm.Heard{Notify: what}, times).Notice; n != want {
		return fmt.Errorf("want %+v", want)
	}
	return nil
}

// hearing is the notice that is being heard, if it is one.
func (l *ledger) hearing() admission.Notify {
	in, _ := l.in.(alarm.Heard)
	return in.Notify
}

func (l *ledger) toldTries(n alarm.Notice) error {
	a := l.account(n.House)
	what, times := a.tried, a.tries
	if n.Why == admission.WhyHost {
		what = l.hearing()
	}
	early := n.Kind == alarm.WrongPassword && l.now.Sub(a.spoken) < alarm.GatherPause
	if early || l.attack && n.Why != admission.WhyHost {
		return fmt.Errorf("told too much: %+v", *a)
	}
	a.tries, a.spoken = 0, l.now
	if n.Kind == alarm.Blocked {
		a.spoken = time.Time{}
	}
	return exactly(n, what, times)
}

func (l *ledger) toldKnocks(n alarm.Notice) error {
	a := l.account(n.House)
	times := a.knocks
	in := l.hearing()
	last := in.Kind == admission.Unblocked && in.Prefix.Overlaps(n.House)
	if l.attack || times == 0 || !last && l.now.Sub(a.warned) < alarm.RefusedPause {
		return fmt.Errorf("told too much: %+v", *a)
	}
	a.knocks, a.warned = 0, l.now
	return exactly(n, a.knocked, times)
}

// toldUnblocked: whoever was in the block starts anew, and all knocks were told.
func (l *ledger) toldUnblocked(n alarm.Notice) error {
	for house, a := range l.accounts {
		if n.House.Overlaps(house) {
			if a.knocks > 0 {
				return fmt.Errorf("the knocks of %v come too late: %+v", house, *a)
			}
			a.warned = time.Time{}
		}
	}
	return exactly(n, l.hearing(), 0)
}

func (l *ledger) toldAttack(n alarm.Notice) error {
	begins := n.Kind == alarm.Attack
	if begins == l.attack || begins != l.besieged() {
		return fmt.Errorf("besieged: %v, attack: %v", l.besieged(), l.attack)
	}
	if !begins && l.now.Sub(l.last) != alarm.AttackQuiet {
		return fmt.Errorf("it was quiet for %v", l.now.Sub(l.last))
	}
	if begins {
		l.failures = slices.DeleteFunc(l.failures, func(f failure) bool { return !l.belongs(f) })
		l.count()
	}
	want := alarm.Notice{Kind: n.Kind, Tries: len(l.failures), Knocks: l.knocks}
	want.Addresses, want.Blocked = households(l.failures, false), households(l.failures, true)
	if n != want {
		return fmt.Errorf("want %+v", want)
	}
	l.attack = begins
	if !begins {
		l.failures, l.knocks = nil, 0
	}
	return nil
}

// besieged: enough households failed within the last AttackWindow.
func (l *ledger) besieged() bool {
	return households(slices.DeleteFunc(slices.Clone(l.failures), func(f failure) bool {
		return l.now.Sub(f.at) > alarm.AttackWindow
	}), false) >= alarm.AttackHouses
}

// belongs: from a failure to now its household paused for no AttackWindow.
func (l *ledger) belongs(f failure) bool {
	last := f.at
	for _, g := range l.failures {
		if g.house == f.house && g.at.After(last) && g.at.Sub(last) <= alarm.AttackWindow {
			last = g.at
		}
	}
	return l.now.Sub(last) <= alarm.AttackWindow
}

func households(failures []failure, blocked bool) int {
	different := map[netip.Prefix]bool{}
	for _, f := range failures {
		if f.blocked || !blocked {
			different[f.house] = true
		}
	}
	return len(different)
}

// check holds after every step.
func (l *ledger) check() error {
	if next := l.state.Next(); !next.IsZero() && !next.After(l.now) {
		return fmt.Errorf("a tick is still due at %v", next)
	}
	if l.state.Attack() != l.attack || !l.attack && l.besieged() || l.attack && l.now.Sub(l.last) >= alarm.AttackQuiet {
		return fmt.Errorf("attack: %v, but %v here", l.state.Attack(), l.attack)
	}
	for house, a := range l.accounts {
		if a.tries > 0 && l.now.Sub(a.spoken) >= alarm.GatherPause ||
			a.knocks > 0 && l.now.Sub(a.warned) >= alarm.RefusedPause {
			return fmt.Errorf("%v was not told: %+v", house, *a)
		}
	}
	if len(l.waiting) > alarm.MaxWaiting {
		return fmt.Errorf("%d are in line", len(l.waiting))
	}
	for _, a := range l.waiting {
		if !l.attack || a.known || l.now.Sub(a.at) >= alarm.MaxWait {
			return fmt.Errorf("%+v is still in line", a)
		}
	}
	return nil
}
