package alarm_test

import (
	"fmt"
	"net/netip"
	"slices"
	"time"

	"realtalk/core/admission"
	"realtalk/core/alarm"
)

// account is what the ledger holds of one household.
type account struct {
	tries, knocks  int              // heard, and neither told nor counted
	spoken, warned time.Time        // when it was told of last: its tries, its knocks
	tried, knocked admission.Notify // the latest of each
}

// failure is a wrong try.
type failure struct {
	house   netip.Prefix
	at      time.Time
	blocked bool
}

// arrival is a connection that was not answered yet.
type arrival struct {
	conn  admission.Conn
	house netip.Prefix
	rank  int // the fewer the sooner
	known bool
	at    time.Time
}

// ledger keeps its own account of a machine, from its inputs and actions alone,
// and complains when an action breaks the rules. It makes every Tick in time.
type ledger struct {
	state    *alarm.State
	now      time.Time
	in       alarm.Input
	accounts map[netip.Prefix]*account
	failures []failure // since the last attack; in one, those that belong to it
	waiting  []arrival // in the order in which they should go on
	attack   bool
	last     time.Time // when something kept the attack going
	knocks   int       // counted in the attack
	seen     map[string]int
}

func newLedger() *ledger {
	return &ledger{
		state: alarm.New(), now: noon, accounts: map[netip.Prefix]*account{}, seen: map[string]int{},
	}
}

func (l *ledger) account(house netip.Prefix) *account {
	if l.accounts[house] == nil {
		l.accounts[house] = &account{}
	}
	return l.accounts[house]
}

// step feeds the machine and checks everything that can be seen of it.
func (l *ledger) step(in alarm.Input) error {
	l.in = in
	l.enter()
	for _, a := range l.state.Step(l.now, in) {
		if err := l.act(a); err != nil {
			return fmt.Errorf("%v, %+v: %T%+v: %w", l.now.Sub(noon), in, a, a, err)
		}
	}
	if err := l.check(); err != nil {
		return fmt.Errorf("%v, %+v: %w", l.now.Sub(noon), in, err)
	}
	return nil
}

// pass lets time go by.
func (l *ledger) pass(d time.Duration) error {
	for until := l.now.Add(d); ; {
		next := l.state.Next()
		if next.IsZero() || next.After(until) {
			l.now = until
			return nil
		}
		l.now = next
		if err := l.step(alarm.Tick{}); err != nil {
			return err
		}
	}
}

// drain lets time go by until there is nothing to do.
func (l *ledger) drain() error {
	for !l.state.Next().IsZero() {
		if err := l.pass(l.state.Next().Sub(l.now)); err != nil {
			return err
		}
	}
	for house, a := range l.accounts {
		if a.tries+a.knocks > 0 {
			return fmt.Errorf("%v: %+v was never told", house, *a)
		}
	}
	if len(l.waiting) > 0 || l.attack {
		return fmt.Errorf("attack %v, and %+v were never answered", l.attack, l.waiting)
	}
	return nil
}

// enter writes an input down.
func (l *ledger) enter() {
	switch in := l.in.(type) {
	case alarm.Heard:
		l.hear(in.Notify)
	case alarm.Enter:
		l.arrive(in)
	case alarm.Gone:
		l.waiting = slices.DeleteFunc(l.waiting, func(a arrival) bool { return a.conn == in.Conn })
	}
}

func (l *ledger) hear(n admission.Notify) {
	a := l.account(n.Prefix)
	switch {
	case n.Kind == admission.Refused:
		a.knocks++
		a.knocked = n
		if l.attack {
			l.last = l.now
		}
	case isTry(n):
		a.tries++
		a.tried = n
		l.last = l.now
		l.failures = append(l.failures, failure{n.Prefix, l.now, n.Kind == admission.Blocked})
	}
	if l.attack {
		l.count()
	}
}

func isTry(n admission.Notify) bool {
	return n.Kind == admission.WrongPassword || n.Kind == admission.Disconnected ||
		n.Kind == admission.Blocked && n.Why == admission.WhyTries
}

// count takes what no notice told into the sums of the attack.
func (l *ledger) count() {
	for _, a := range l.accounts {
		l.knocks += a.knocks
		a.tries, a.knocks = 0, 0
	}
}

func (l *ledger) arrive(in alarm.Enter) {
	if slices.ContainsFunc(l.waiting, func(a arrival) bool { return a.conn == in.Conn }) {
		return
	}
	a := arrival{in.Conn, in.House, in.Wrong, in.Known, l.now}
	for _, other := range l.waiting {
		if other.house == a.house {
			a.rank++
		}
	}
	l.waiting = append(l.waiting, a)
	slices.SortStableFunc(l.waiting, func(a, b arrival) int { return a.rank - b.rank })
}
