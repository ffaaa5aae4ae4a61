package admission_test

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"

	"realtalk/core/admission"
)

// status is what a connection knows of itself from the actions it got.
type status int

const (
	knocked status = iota // must be answered in the same step
	idle
	asked
	granted
	right // must be answered in the same step
	wrong // must be answered in the same step
)

// book is what the ledger holds of one household.
type book struct {
	wrong, granted int
	blocked        bool
	why            string
	queue          []admission.Conn
}

type guest struct {
	addr   netip.Addr
	status status
}

// ledger keeps its own account of a machine, from its inputs and actions alone,
// and complains when an action breaks the rule.
type ledger struct {
	state  *admission.State
	guests map[admission.Conn]*guest
	books  map[netip.Prefix]*book
}

func newLedger() *ledger {
	return &ledger{admission.New(nil), map[admission.Conn]*guest{}, map[netip.Prefix]*book{}}
}

func (l *ledger) clone() *ledger {
	c := &ledger{l.state.Clone(), map[admission.Conn]*guest{}, map[netip.Prefix]*book{}}
	for id, g := range l.guests {
		copied := *g
		c.guests[id] = &copied
	}
	for p, b := range l.books {
		copied := *b
		copied.queue = slices.Clone(b.queue)
		c.books[p] = &copied
	}
	return c
}

func (l *ledger) book(p netip.Prefix) *book {
	if l.books[p] == nil {
		l.books[p] = &book{}
	}
	return l.books[p]
}

func (l *ledger) of(c admission.Conn) *book {
	return l.book(admission.Household(l.guests[c].addr))
}

// entry is an input's part of the account: what must follow from it.
type entry struct {
	block   netip.Prefix // must end up blocked
	why     string
	notices []admission.Notify
}

func (l *ledger) enter(in admission.Input) (e entry) {
	switch in := in.(type) {
	case admission.Knock:
		l.guests[in.Conn] = &guest{addr: in.Addr}
		if b := l.of(in.Conn); b.blocked {
			e.notices = notice(admission.Refused, in.Addr, b)
		}
	case admission.Ask:
		if g := l.guests[in.Conn]; g != nil && g.status == idle {
			g.status = asked
			l.of(in.Conn).queue = append(l.of(in.Conn).queue, in.Conn)
		}
	case admission.Judge:
		if g := l.guests[in.Conn]; g != nil && g.status == granted {
			e = l.judge(in.Conn, in.Right)
		}
	case admission.Gone:
		if g := l.guests[in.Conn]; g != nil {
			if g.status == granted {
				e = l.judge(in.Conn, false)
			}
			l.drop(in.Conn)
		}
	case admission.Block:
		b := l.book(in.Prefix)
		if !b.blocked {
			e = entry{block: in.Prefix, why: in.Why}
		}
		b.why = in.Why
	case admission.Unblock:
		b := l.book(in.Prefix)
		if b.blocked {
			e.notices = notice(admission.Unblocked, in.Prefix.Addr(), b)
		}
		b.wrong, b.blocked, b.why = 0, false, ""
	}
	return e
}

func (l *ledger) judge(c admission.Conn, isRight bool) (e entry) {
	g, b := l.guests[c], l.of(c)
	b.granted--
	if isRight {
		g.status, b.wrong = right, 0
		return e
	}
	g.status = wrong
	b.wrong++
	switch b.wrong {
	case 3:
		e.notices = notice(admission.Disconnected, g.addr, b)
	case 6:
		e.block, e.why = admission.Household(g.addr), admission.WhyTries
		e.notices = notice(admission.Blocked, g.addr, b)
	default:
		e.notices = notice(admission.WrongPassword, g.addr, b)
	}
	return e
}

func notice(k admission.Kind, addr netip.Addr, b *book) []admission.Notify {
	return []admission.Notify{{Kind: k, Prefix: admission.Household(addr), Addr: addr, Tries: b.wrong}}
}

func (l *ledger) drop(c admission.Conn) {
	b := l.of(c)
	b.queue = slices.DeleteFunc(b.queue, func(q admission.Conn) bool { return q == c })
	delete(l.guests, c)
}

// step feeds the machine and checks everything that can be seen of it.
func (l *ledger) step(in admission.Input) error {
	before := l.state.Records()
	e := l.enter(in)
	actions := l.state.Step(now, in)
	var notices []admission.Notify
	saved := false
	for i, a := range actions {
		if n, ok := a.(admission.Notify); ok {
			notices = append(notices, n)
			continue
		}
		if _, ok := a.(admission.Save); ok {
			if i != 0 {
				return fmt.Errorf("Save is action %d", i)
			}
			saved = true
			continue
		}
		if err := l.act(a, saved, e); err != nil {
			return fmt.Errorf("%T: %w", a, err)
		}
	}
	if e.block.IsValid() {
		b := l.book(e.block)
		b.blocked, b.why = true, e.why
		if e.notices == nil {
			e.notices = notice(admission.Blocked, e.block.Addr(), b)
		}
	}
	if !slices.Equal(notices, e.notices) {
		return fmt.Errorf("notices %v, want %v", notices, e.notices)
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
		return l.answer(a.Conn, knocked, idle, func(b *book) bool { return !b.blocked && a.Left == 3-b.wrong%3 })
	case admission.Refuse:
		return l.last(a.Conn, knocked, func(b *book) bool { return b.blocked })
	case admission.Grant:
		return l.grant(a, saved)
	case admission.Admit:
		return l.last(a.Conn, right, func(b *book) bool { return !b.blocked })
	case admission.Wrong:
		return l.answer(a.Conn, wrong, idle, func(b *book) bool { return b.wrong%3 != 0 && a.Left == 3-b.wrong%3 })
	case admission.Disconnect:
		return l.last(a.Conn, wrong, func(b *book) bool { return b.wrong == 3 })
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
		return saved && !b.blocked && b.wrong+b.granted < 6 && b.queue[0] == a.Conn &&
			a.Attempt == (b.wrong+b.granted)%3+1
	})
	if err == nil {
		b := l.of(a.Conn)
		b.queue = b.queue[1:]
		b.granted++
	}
	return err
}

func (l *ledger) shut(c admission.Conn, saved bool, e entry) error {
	g := l.guests[c]
	if g == nil || !saved || admission.Household(g.addr) != e.block {
		return fmt.Errorf("connection %d is %+v, saved %v, blocked now %v", c, g, saved, e.block)
	}
	if g.status == granted {
		l.of(c).granted--
		l.of(c).wrong++
	}
	l.drop(c)
	return nil
}

// check holds after every step.
func (l *ledger) check() error {
	for c, g := range l.guests {
		if g.status == knocked || g.status == right || g.status == wrong {
			return fmt.Errorf("connection %d got no answer", c)
		}
		if l.of(c).blocked {
			return fmt.Errorf("connection %d of a blocked household is still here", c)
		}
	}
	var want []admission.Record
	for p, b := range l.books {
		if b.wrong+b.granted > 6 || b.wrong == 6 && !b.blocked {
			return fmt.Errorf("%s: %+v", p, *b)
		}
		// Who waits, waits for one that is in flight, and so not for ever.
		if len(b.queue) > 0 && (b.granted == 0 || b.wrong+b.granted < 6) {
			return fmt.Errorf("%s: %+v waits for nothing", p, *b)
		}
		if b.blocked || b.wrong+b.granted > 0 {
			want = append(want, admission.Record{Address: p, Wrong: b.wrong + b.granted, Blocked: b.blocked, Why: b.why})
		}
	}
	slices.SortFunc(want, func(a, b admission.Record) int { return a.Address.Compare(b.Address) })
	if got := l.state.Records(); !slices.Equal(got, want) {
		return fmt.Errorf("records %+v, want %+v", got, want)
	}
	return checkRoundTrip(want)
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

// restart is a crash: every connection is gone, tries in flight were wrong.
func (l *ledger) restart() error {
	l.state = admission.New(l.state.Records())
	clear(l.guests)
	for _, b := range l.books {
		b.wrong, b.granted, b.queue = b.wrong+b.granted, 0, nil
		if b.wrong == 6 && !b.blocked {
			b.blocked, b.why = true, admission.WhyTries
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
