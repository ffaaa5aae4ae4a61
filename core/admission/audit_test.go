package admission_test

import (
	"cmp"
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"time"

	"realtalk/core/admission"
)

// step feeds the machine and checks everything that can be seen of it.
func (l *ledger) step(in admission.Input) error {
	before := l.state.Records()
	e := l.enter(in)
	actions := l.state.Step(l.now, in)
	var notices []admission.Notify
	saved := false
	for i, a := range actions {
		switch a := a.(type) {
		case admission.Notify:
			notices = append(notices, a)
			continue
		case admission.Save:
			if i != 0 {
				return fmt.Errorf("Save is action %d", i)
			}
			saved = true
			continue
		}
		if len(notices) > 0 {
			return fmt.Errorf("%T after a notice", a)
		}
		if err := l.act(a, saved, e); err != nil {
			return fmt.Errorf("%T: %w", a, err)
		}
	}
	if !slices.Equal(notices, e.notices) {
		return fmt.Errorf("notices %+v, want %+v", notices, e.notices)
	}
	if !saved && !slices.Equal(before, l.state.Records()) {
		return fmt.Errorf("records changed from %+v and were not saved", before)
	}
	if saved && len(actions) == 1+len(notices) && slices.Equal(before, l.state.Records()) {
		return fmt.Errorf("saved for nothing")
	}
	return l.check()
}

// act checks one answer and enters it.
func (l *ledger) act(a admission.Action, saved bool, e entry) error {
	switch a := a.(type) {
	case admission.Welcome:
		return l.answer(a.Conn, knocked, idle, func(b *book) bool {
			return l.blocker(b.Address.Addr()) == nil && a.Left == 3-b.Wrong%3
		})
	case admission.Refuse:
		return l.last(a.Conn, knocked, func(b *book) bool { return l.blocker(b.Address.Addr()) != nil })
	case admission.Grant:
		return l.grant(a, saved)
	case admission.Admit:
		return l.last(a.Conn, right, func(b *book) bool { return l.blocker(b.Address.Addr()) == nil })
	case admission.Wrong:
		return l.answer(a.Conn, wrong, idle, func(b *book) bool { return b.Wrong%3 != 0 && a.Left == 3-b.Wrong%3 })
	case admission.Disconnect:
		return l.last(a.Conn, wrong, func(b *book) bool { return b.Wrong == 3 })
	case admission.Shut:
		return l.shut(a.Conn, saved, e)
	}
	return fmt.Errorf("unknown action")
}

func (l *ledger) answer(c admission.Conn, from, to status, ok func(*book) bool) error {
	g := l.guests[c]
	if g == nil || g.status != from {
		return fmt.Errorf("connection %d is %+v", c, g)
	}
	if b := l.of(c); !ok(b) {
		return fmt.Errorf("connection %d, household %+v", c, *b)
	}
	g.status = to
	return nil
}

func (l *ledger) last(c admission.Conn, from status, ok func(*book) bool) error {
	if err := l.answer(c, from, from, ok); err != nil {
		return err
	}
	l.drop(c)
	return nil
}

func (l *ledger) grant(a admission.Grant, saved bool) error {
	err := l.answer(a.Conn, asked, granted, func(b *book) bool {
		return saved && !b.Blocked && b.Wrong+b.granted < 6 && b.queue[0] == a.Conn &&
			a.Attempt == (b.Wrong+b.granted)%3+1
	})
	if err == nil {
		b := l.of(a.Conn)
		b.queue = b.queue[1:]
		b.granted++
		b.Since, b.Name = l.now, l.name(b)
	}
	return err
}

func (l *ledger) shut(c admission.Conn, saved bool, e entry) error {
	g := l.guests[c]
	if g == nil || !saved {
		return fmt.Errorf("connection %d is %+v, saved %v", c, g, saved)
	}
	b := l.of(c)
	inside := false
	for _, p := range e.blocked {
		inside = inside || p.Overlaps(b.Address)
	}
	if !inside {
		return fmt.Errorf("connection %d is %+v, blocked just now: %v", c, g, e.blocked)
	}
	if g.status == granted {
		b.granted--
		b.Wrong++
	}
	l.drop(c)
	return nil
}

// check holds after every step.
func (l *ledger) check() error {
	for _, b := range l.books {
		l.tidy(b)
		if err := cmp.Or(checkBook(b), l.checkLookUps(b)); err != nil {
			return fmt.Errorf("%s: %w", b.Address, err)
		}
	}
	return cmp.Or(l.checkGuests(), l.checkSize(), l.checkRecords())
}

func (l *ledger) checkGuests() error {
	for c, g := range l.guests {
		if g.status == knocked || g.status == right || g.status == wrong {
			return fmt.Errorf("connection %d got no answer", c)
		}
		if b := l.blocker(g.addr); b != nil {
			return fmt.Errorf("connection %d of blocked %s is still here", c, b.Address)
		}
	}
	return nil
}

// checkSize: nobody is held in memory without a record or a connection.
func (l *ledger) checkSize() error {
	held := map[netip.Prefix]bool{}
	for _, g := range l.guests {
		held[admission.Household(g.addr)] = true
	}
	for p, b := range l.books {
		if b.remembered() {
			held[p] = true
		}
	}
	if houses, visitors, _ := l.state.Size(); houses != len(held) || visitors != len(l.guests) {
		return fmt.Errorf("%d households and %d connections are held, want %d and %d", houses, visitors, len(held), len(l.guests))
	}
	return nil
}

func (l *ledger) checkRecords() error {
	var want []admission.Record
	var next time.Time
	for _, b := range l.books {
		if b.remembered() {
			r := b.Record
			r.Wrong += b.granted
			want = append(want, r)
		}
		if !b.Until.IsZero() && (next.IsZero() || b.Until.Before(next)) {
			next = b.Until
		}
	}
	if got := l.state.Next(); got != next {
		return fmt.Errorf("next end %s, want %s", got, next)
	}
	slices.SortFunc(want, func(a, b admission.Record) int { return a.Address.Compare(b.Address) })
	if got := l.state.Records(); !slices.Equal(got, want) {
		return fmt.Errorf("records %+v, want %+v", got, want)
	}
	return checkRoundTrip(want)
}

func checkBook(b *book) error {
	if b.Wrong+b.granted > 6 || b.Wrong == 6 && !b.Blocked {
		return fmt.Errorf("%+v breaks the rule", *b)
	}
	// Who waits, waits for one that is in flight, and so not for ever.
	if len(b.queue) > 0 && (b.granted == 0 || b.Wrong+b.granted < 6) {
		return fmt.Errorf("%+v waits for nothing", *b)
	}
	return nil
}

// checkLookUps asks the machine for a book's first address.
func (l *ledger) checkLookUps(b *book) error {
	a := b.Address.Addr()
	home := l.books[admission.Household(a)]
	if home == nil {
		home = &book{}
	}
	if got, want := l.state.Wrong(a), home.Wrong+home.granted; got != want {
		return fmt.Errorf("%s has %d wrong tries, want %d", a, got, want)
	}
	var want admission.Record
	by := l.blocker(a)
	if by != nil {
		want = by.Record
	}
	if got, ok := l.state.BlockedBy(a); got != want || ok != (by != nil) || l.state.Blocked(a) != ok {
		return fmt.Errorf("%s is blocked by %+v, want %+v", a, got, want)
	}
	if _, met := l.met[admission.Household(a)]; l.state.Known(a) != (met && by == nil) {
		return fmt.Errorf("%s known: %v", a, l.state.Known(a))
	}
	return nil
}

// checkRoundTrip: what was written down is read back, but six tries are a block
// even if some of them were in flight.
func checkRoundTrip(records []admission.Record) error {
	want := slices.Clone(records)
	for i, r := range want {
		if r.Wrong == 6 && !r.Blocked {
			want[i].Blocked, want[i].Why = true, admission.WhyTries
		}
	}
	if got := admission.New(records).Records(); !slices.Equal(got, want) {
		return fmt.Errorf("records %+v came back as %+v", want, got)
	}
	return nil
}

// restart is a crash: every connection and every name in memory is gone, tries
// in flight were wrong.
func (l *ledger) restart() error {
	l.state = admission.New(l.state.Records())
	clear(l.guests)
	clear(l.met)
	for _, b := range l.books {
		b.Wrong, b.granted, b.queue = b.Wrong+b.granted, 0, nil
		if b.Wrong == 6 && !b.Blocked {
			b.Blocked, b.Why = true, admission.WhyTries
		}
	}
	return l.check()
}

// drain judges what is in flight until nobody waits.
func (l *ledger) drain() error {
	for {
		i := slices.IndexFunc(slices.Collect(maps.Values(l.guests)), func(g *guest) bool { return g.status == granted })
		if i < 0 {
			break
		}
		for c, g := range maps.Clone(l.guests) {
			if g.status != granted {
				continue
			}
			if err := l.step(admission.Judge{Conn: c}); err != nil {
				return err
			}
		}
	}
	for c, g := range l.guests {
		if g.status == asked {
			return fmt.Errorf("connection %d was never answered", c)
		}
	}
	return nil
}
