package alarm_test

import (
	"fmt"
	"net/netip"
	"slices"
	"time"

	"realtalk/core/admission"
	"realtalk/core/alarm"
)

// account is what the ledger holds of one household; its knocks are those that
// its own block, or a network's, keeps out.
type account struct {
	tries, knocks  int              // heard, and neither told nor counted
	spoken, warned time.Time        // when it was told of last: its tries, its knocks
	tried, knocked admission.Notify // the latest of each
}

// failure is a wrong try, or that a household had to make room.
type failure struct {
	house   netip.Prefix
	at      time.Time
	blocked bool
}

// arrival is a connection that was not answered yet.
type arrival struct {
	conn  admission.Conn
	house netip.Prefix
	rank  int // the lower the sooner
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
	knocking knocking
	failures []failure            // since the last attack; in one, those that belong to it
	crowds   []failure            // as well
	waiting  []arrival            // in the order in which they should go on
	asked    map[netip.Prefix]int // by sites, in the attack
	taken    map[netip.Prefix]int
	attack   bool
	last     time.Time // when something kept the attack going
	spoken   time.Time // when it was told of last
	over     time.Time // when the last one was
	knocks   int       // counted in the attack
	seen     map[string]int
}

func newLedger() *ledger {
	return &ledger{
		state: alarm.New(), now: noon, accounts: map[netip.Prefix]*account{}, seen: map[string]int{},
		asked: map[netip.Prefix]int{}, taken: map[netip.Prefix]int{},
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
	if len(l.waiting) > 0 || l.attack || l.knocking.rest > 0 {
		return fmt.Errorf("attack %v, and %+v were never answered", l.attack, l.waiting)
	}
	return nil
}

// enter writes an input down.
func (l *ledger) enter() {
	switch in := l.in.(type) {
	case alarm.Heard:
		l.hear(in.Notify)
	case alarm.Crowded:
		l.last = l.now
		l.crowds = append(l.crowds, failure{house: in.House, at: l.now})
	case alarm.Admitted:
		a := l.account(in.House)
		a.tries, a.spoken = 0, time.Time{}
		delete(l.asked, place(in.House))
		delete(l.taken, place(in.House))
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
		by := l.account(n.By)
		by.knocks++
		by.knocked = n
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
	l.knocks += l.knocking.rest
	l.knocking.rest, l.knocking.of = 0, nil
}

func (l *ledger) arrive(in alarm.Enter) {
	if slices.ContainsFunc(l.waiting, func(a arrival) bool { return a.conn == in.Conn }) {
		return
	}
	a := arrival{in.Conn, in.House, in.Wrong, in.Known, l.now}
	if l.attack && !a.known {
		l.asked[place(a.house)]++
	}
	a.rank += l.taken[place(a.house)]
	for _, other := range l.waiting {
		if place(other.house) == place(a.house) {
			a.rank++
		}
	}
	l.waiting = append(l.waiting, a)
	slices.SortStableFunc(l.waiting, func(a, b arrival) int { return a.rank - b.rank })
}

// place is whose turns those of a household are.
func place(house netip.Prefix) netip.Prefix {
	bits := 32
	if house.Addr().Is6() {
		bits = 48
	}
	p, err := house.Addr().Prefix(bits)
	if err != nil {
		panic(err) // a household
	}
	return p
}
