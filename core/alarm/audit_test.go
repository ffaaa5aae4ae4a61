package alarm_test

import (
	"cmp"
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
		return l.answer(a.Conn, func(turn int, a arrival) bool {
			if !l.attack || a.known {
				return true
			}
			l.taken[place(a.house)]++
			return turn == 0
		})
	case alarm.Busy:
		l.seen["Busy"]++
		return l.answer(a.Conn, func(turn int, a arrival) bool {
			return l.attack && !a.known && (turn == l.surplus() || l.now.Sub(a.at) == alarm.MaxWait)
		})
	case alarm.Tell:
		l.seen[fmt.Sprint("Tell ", a.Kind)]++
		return l.told(a.Notice)
	}
	return fmt.Errorf("unknown action")
}

func (l *ledger) answer(c admission.Conn, fair func(turn int, a arrival) bool) error {
	turn := slices.IndexFunc(l.waiting, func(a arrival) bool { return a.conn == c })
	if turn < 0 || !fair(turn, l.waiting[turn]) {
		return fmt.Errorf("it is at place %d of %+v", turn, l.waiting)
	}
	l.waiting = slices.Delete(l.waiting, turn, turn+1)
	return nil
}

// surplus is who makes the line too long: of those who would be last by their
// rank the one whose site asked most often, and of these the last; -1 if there is
// room for all.
func (l *ledger) surplus() int {
	if len(l.waiting) <= alarm.MaxWaiting {
		return -1
	}
	turns := make([]int, len(l.waiting))
	for i := range turns {
		turns[i] = i
	}
	return slices.MaxFunc(turns, func(i, j int) int {
		a, b := l.waiting[i], l.waiting[j]
		return cmp.Or(a.rank-b.rank, l.asked[place(a.house)]-l.asked[place(b.house)], i-j)
	})
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

func (l *ledger) toldAttack(n alarm.Notice) error {
	want := alarm.Notice{Kind: n.Kind}
	switch {
	case n.Kind == alarm.AttackOver:
		if !l.attack || l.now.Sub(l.last) != alarm.AttackQuiet {
			return fmt.Errorf("it was quiet for %v", l.now.Sub(l.last))
		}
	case l.attack:
		if l.now.Sub(l.spoken) != alarm.AttackPause {
			return fmt.Errorf("it was told %v ago", l.now.Sub(l.spoken))
		}
		want.Again = true
		l.seen["it goes on"]++
	default:
		if !l.besieged() {
			return fmt.Errorf("there is none")
		}
		l.failures, l.crowds = l.belonging(l.failures), l.belonging(l.crowds)
		l.count()
		want.Again = !l.over.IsZero() && l.now.Sub(l.over) <= alarm.AttackMemory
		l.seen[fmt.Sprint("again ", want.Again)]++
	}
	want.Tries, want.Knocks, want.Crowded = len(l.failures), l.knocks, households(l.crowds, false)
	want.Addresses, want.Blocked = households(l.failures, false), households(l.failures, true)
	if n != want {
		return fmt.Errorf("want %+v", want)
	}
	l.attack, l.spoken = n.Kind == alarm.Attack, l.now
	if !l.attack {
		l.over, l.failures, l.crowds, l.knocks = l.now, nil, nil, 0
		clear(l.asked)
		clear(l.taken)
	}
	return nil
}

// besieged: enough households failed within the last AttackWindow, or had to
// make room.
func (l *ledger) besieged() bool {
	recent := func(failures []failure) []failure {
		return slices.DeleteFunc(slices.Clone(failures), func(f failure) bool {
			return l.now.Sub(f.at) > alarm.AttackWindow
		})
	}
	return households(recent(l.failures), false) >= alarm.AttackHouses ||
		households(recent(l.crowds), false) >= alarm.AttackHouses
}

// belonging: from a failure to now its household paused for no AttackWindow.
func (l *ledger) belonging(failures []failure) []failure {
	return slices.DeleteFunc(slices.Clone(failures), func(f failure) bool {
		last := f.at
		for _, g := range failures {
			if g.house == f.house && g.at.After(last) && g.at.Sub(last) <= alarm.AttackWindow {
				last = g.at
			}
		}
		return l.now.Sub(last) > alarm.AttackWindow
	})
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
	if l.state.Attack() != l.attack || !l.attack && l.besieged() ||
		l.attack && (l.now.Sub(l.last) >= alarm.AttackQuiet || l.now.Sub(l.spoken) >= alarm.AttackPause) {
		return fmt.Errorf("attack: %v, but %v here", l.state.Attack(), l.attack)
	}
	for house, a := range l.accounts {
		if a.tries > 0 && l.now.Sub(a.spoken) >= alarm.GatherPause {
			return fmt.Errorf("%v was not told: %+v", house, *a)
		}
	}
	if err := l.checkKnocks(); err != nil {
		return err
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
