package admission_test

import (
	"cmp"
	"maps"
	"net/netip"
	"slices"
	"time"

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

// book is what the ledger holds of one household or network. Wrong is without
// the tries that are granted.
type book struct {
	admission.Record
	granted int
	queue   []admission.Conn
}

func (b *book) remembered() bool { return b.Blocked || b.Wrong+b.granted > 0 }

type guest struct {
	addr   netip.Addr
	status status
}

// ledger keeps its own account of a machine, from its inputs and actions alone,
// and complains (see audit_test.go) when an action breaks the rule.
type ledger struct {
	state  *admission.State
	now    time.Time
	guests map[admission.Conn]*guest
	books  map[netip.Prefix]*book
	met    map[netip.Prefix]string
}

func newLedger() *ledger {
	return &ledger{
		admission.New(nil), now,
		map[admission.Conn]*guest{},
		map[netip.Prefix]*book{},
		map[netip.Prefix]string{},
	}
}

func (l *ledger) clone() *ledger {
	c := newLedger()
	c.state, c.now, c.met = l.state.Clone(), l.now, maps.Clone(l.met)
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
		l.books[p] = &book{Record: admission.Record{Address: p}}
	}
	return l.books[p]
}

func (l *ledger) of(c admission.Conn) *book {
	return l.book(admission.Household(l.guests[c].addr))
}

// blocker is the narrowest blocked book that an address is in, nil if none is.
// It looks at them all.
func (l *ledger) blocker(a netip.Addr) (narrowest *book) {
	home := admission.Household(a)
	for p, b := range l.books {
		if b.Blocked && p.Overlaps(home) && (narrowest == nil || p.Bits() > narrowest.Address.Bits()) {
			narrowest = b
		}
	}
	return narrowest
}

// entry is an input's part of the account: what must follow from it.
type entry struct {
	blocked []netip.Prefix // just now: nobody else may be shut
	notices []admission.Notify
}

func (l *ledger) enter(in admission.Input) (e entry) {
	l.expire(&e)
	switch in := in.(type) {
	case admission.Knock:
		l.guests[in.Conn] = &guest{addr: in.Addr}
		if by := l.blocker(in.Addr); by != nil {
			l.notice(&e, admission.Refused, admission.Household(in.Addr), in.Addr)
			e.notices[len(e.notices)-1].By = by.Address
		}
	case admission.Ask:
		if g := l.guests[in.Conn]; g != nil && g.status == idle {
			g.status = asked
			l.of(in.Conn).queue = append(l.of(in.Conn).queue, in.Conn)
		}
	case admission.Judge:
		if g := l.guests[in.Conn]; g != nil && g.status == granted {
			l.judge(&e, in.Conn, in.Right)
		}
	case admission.Gone:
		if g := l.guests[in.Conn]; g != nil {
			if g.status == granted {
				l.judge(&e, in.Conn, false)
			}
			l.drop(in.Conn)
		}
	case admission.Block:
		l.block(&e, in)
	case admission.Unblock:
		kept := 0
		if in.KeepTries {
			kept = min(l.book(in.Prefix).Wrong, 3)
		}
		l.lift(&e, l.book(in.Prefix), kept)
	case admission.Annotate:
		if b := l.book(in.Prefix); b.remembered() {
			b.Note = in.Note
		}
	case admission.Met:
		l.met[admission.Household(in.Addr)] = in.Name
	}
	return e
}

func (l *ledger) judge(e *entry, c admission.Conn, isRight bool) {
	g, b := l.guests[c], l.of(c)
	b.granted--
	if isRight {
		g.status, b.Wrong = right, 0
		return
	}
	g.status = wrong
	b.Wrong++
	switch b.Wrong {
	case 3:
		l.notice(e, admission.Disconnected, b.Address, g.addr)
	case 6:
		l.bar(e, b, admission.WhyTries, g.addr)
	default:
		l.notice(e, admission.WrongPassword, b.Address, g.addr)
	}
}

func (l *ledger) block(e *entry, in admission.Block) {
	if !in.Until.IsZero() && !in.Until.After(l.now) {
		return
	}
	b := l.book(in.Prefix)
	b.Name, b.Note = cmp.Or(in.Name, b.Name), cmp.Or(in.Note, b.Note)
	if !b.Blocked {
		for _, p := range slices.SortedFunc(maps.Keys(l.books), netip.Prefix.Compare) {
			// Six, some of them in flight, that will not be judged any more.
			inside := l.books[p]
			if p != in.Prefix && in.Prefix.Contains(p.Addr()) && inside.granted > 0 && inside.Wrong+inside.granted == 6 {
				l.bar(e, inside, admission.WhyTries, p.Addr())
			}
		}
		l.bar(e, b, in.Why, in.Prefix.Addr())
	}
	b.Why, b.Until = in.Why, in.Until
}

func (l *ledger) bar(e *entry, b *book, why string, addr netip.Addr) {
	b.Blocked, b.Why, b.Since, b.Name = true, why, l.now, l.name(b)
	e.blocked = append(e.blocked, b.Address)
	l.notice(e, admission.Blocked, b.Address, addr)
	n := &e.notices[len(e.notices)-1]
	n.Why, n.Tries = why, b.Wrong+b.granted
}

func (l *ledger) lift(e *entry, b *book, kept int) {
	if b.Blocked {
		l.notice(e, admission.Unblocked, b.Address, b.Address.Addr())
	}
	b.Wrong, b.Blocked, b.Why, b.Until = kept, false, "", time.Time{}
}

func (l *ledger) expire(e *entry) {
	ended := slices.DeleteFunc(slices.Collect(maps.Values(l.books)), func(b *book) bool {
		return b.Until.IsZero() || b.Until.After(l.now)
	})
	slices.SortFunc(ended, func(a, b *book) int {
		return cmp.Or(a.Until.Compare(b.Until), a.Address.Compare(b.Address))
	})
	for _, b := range ended {
		l.lift(e, b, 0)
		e.notices[len(e.notices)-1].Expired = true
		l.tidy(b)
	}
}

// tidy: what no record is left of leaves no note behind.
func (l *ledger) tidy(b *book) {
	if !b.remembered() {
		b.Since, b.Name, b.Note = time.Time{}, "", ""
	}
}

func (l *ledger) notice(e *entry, k admission.Kind, p netip.Prefix, addr netip.Addr) {
	b := l.book(p)
	e.notices = append(e.notices, admission.Notify{Kind: k, Prefix: p, Addr: addr, Tries: b.Wrong, Name: l.name(b)})
}

func (l *ledger) name(b *book) string { return cmp.Or(b.Name, l.met[b.Address]) }

func (l *ledger) drop(c admission.Conn) {
	b := l.of(c)
	b.queue = slices.DeleteFunc(b.queue, func(q admission.Conn) bool { return q == c })
	delete(l.guests, c)
}
