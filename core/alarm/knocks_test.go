package alarm_test

import (
	"fmt"
	"net/netip"
	"slices"
	"time"

	"realtalk/core/admission"
	"realtalk/core/alarm"
)

// knocking is the ledger's account of knocks that found no room among those told
// singly.
type knocking struct {
	told []time.Time // when one was
	rest int
	of   []admission.Notify // what the rest is the sum of
	last int                // how many of them came last, in an order that nobody knows
}

// full: no further one may be told now.
func (k *knocking) full(now time.Time) bool {
	k.told = slices.DeleteFunc(k.told, func(t time.Time) bool { return now.Sub(t) >= alarm.RefusedWindow })
	return len(k.told) == alarm.RefusedSingly
}

// hold takes what should have been told, and was not.
func (k *knocking) hold(a *account, now time.Time) {
	k.rest += a.knocks
	k.of = append(k.of, a.knocked)
	a.knocks, a.warned = 0, now
}

// tells finds the notice of the rest in what it is the sum of.
func (k *knocking) tells(n alarm.Notice) error {
	want := slices.Clone(k.of[len(k.of)-k.last:])
	for i := range want {
		if slices.ContainsFunc(k.of, func(other admission.Notify) bool { return other.By != want[i].By }) {
			want[i].By = netip.Prefix{}
		}
	}
	for _, w := range want {
		if exactly(n, w, k.rest) == nil {
			k.rest, k.of = 0, nil
			return nil
		}
	}
	return fmt.Errorf("want %d knocks and one of %+v", k.rest, want)
}

func (l *ledger) toldKnocks(n alarm.Notice) error {
	a := l.account(n.By)
	if l.attack {
		return fmt.Errorf("told in an attack")
	}
	in := l.hearing()
	if in.Kind == admission.Unblocked && in.Prefix == n.By && a.knocks > 0 {
		return l.exactlyKnocks(n, a) // the last of them, with what the host is told anyway
	}
	if l.knocking.full(l.now) {
		return fmt.Errorf("it is told too many: %v", l.knocking.told)
	}
	l.knocking.told = append(l.knocking.told, l.now)
	if l.knocking.rest > 0 {
		l.seen["the rest"]++
		return l.knocking.tells(n)
	}
	if l.now.Sub(a.warned) < alarm.RefusedPause {
		return fmt.Errorf("told too early: %+v", *a)
	}
	return l.exactlyKnocks(n, a)
}

func (l *ledger) exactlyKnocks(n alarm.Notice, a *account) error {
	times := a.knocks
	a.knocks, a.warned = 0, l.now
	return exactly(n, a.knocked, times)
}

// toldUnblocked: what it kept out starts anew, and all its knocks were told.
func (l *ledger) toldUnblocked(n alarm.Notice) error {
	a := l.account(n.House)
	if a.knocks > 0 {
		return fmt.Errorf("its knocks come too late: %+v", *a)
	}
	a.warned = time.Time{}
	return exactly(n, l.hearing(), 0)
}

// checkKnocks: all that may be told is told; what may not is in the rest.
func (l *ledger) checkKnocks() error {
	full := l.knocking.full(l.now)
	before := len(l.knocking.of)
	for by, a := range l.accounts {
		if a.knocks == 0 || l.now.Sub(a.warned) < alarm.RefusedPause {
			continue
		}
		if !full {
			return fmt.Errorf("%v was not told: %+v", by, *a)
		}
		l.knocking.hold(a, l.now)
	}
	if held := len(l.knocking.of) - before; held > 0 {
		l.knocking.last = held
	}
	if l.knocking.rest > 0 && !full {
		return fmt.Errorf("%d knocks were not told", l.knocking.rest)
	}
	return nil
}
