package admission_test

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"testing"
	"time"

	"realtalk/core/admission"
)

// explore feeds every input in every state that can be reached and checks each
// transition against the ledger. Two states with the same key count as one.
// It returns how many states and transitions there are.
func explore(t *testing.T, from *ledger, key func(*ledger) string, inputs []admission.Input, see func(*ledger)) (states, transitions int) {
	t.Helper()
	seen := map[string]bool{key(from): true}
	for queue := []*ledger{from}; len(queue) > 0; queue = queue[1:] {
		for _, in := range inputs {
			if k, ok := in.(admission.Knock); ok && queue[0].guests[k.Conn] != nil {
				continue // each connection knocks once
			}
			next := queue[0].clone()
			transitions++
			if err := next.step(in); err != nil {
				t.Fatalf("state %s, input %#v: %v", key(queue[0]), in, err)
			}
			if k := key(next); !seen[k] {
				seen[k] = true
				queue = append(queue, next)
				see(next)
			}
		}
	}
	return len(seen), transitions
}

// exact tells all states apart.
func exact(l *ledger) string {
	var key string
	for _, c := range slices.Sorted(maps.Keys(l.guests)) {
		key += fmt.Sprintf("%d:%d ", c, l.guests[c].status)
	}
	for _, p := range slices.SortedFunc(maps.Keys(l.books), netip.Prefix.Compare) {
		b := l.books[p]
		key += fmt.Sprintf("%s:%d,%v,%s,%v,%s ", p, b.Wrong, b.Blocked, b.Why, b.queue, l.state.Shape(p))
	}
	return key
}

// alike counts connections instead of naming them: they differ in nothing but
// their number.
func alike(l *ledger) string {
	var count [granted + 1]int
	for _, g := range l.guests {
		count[g.status]++
	}
	p := admission.Household(near)
	b := l.book(p)
	return fmt.Sprintf("%v %d %v %s %s", count, b.Wrong, b.Blocked, b.Why, l.state.Shape(p))
}

var (
	now  = time.Date(2026, time.May, 3, 12, 0, 0, 0, time.UTC)
	near = netip.MustParseAddr("203.0.113.7")
	far  = netip.MustParseAddr("2001:db8:1:2:3:4:5:6")
)

// everything is all that can happen to connections 1 to n.
func everything(n int, addr func(admission.Conn) netip.Addr) []admission.Input {
	var inputs []admission.Input
	for c := admission.Conn(1); c <= admission.Conn(n); c++ {
		inputs = append(inputs, admission.Knock{Conn: c, Addr: addr(c)}, admission.Ask{Conn: c},
			admission.Judge{Conn: c, Right: true}, admission.Judge{Conn: c}, admission.Gone{Conn: c})
	}
	p := admission.Household(near)
	return append(inputs, admission.Unblock{Prefix: p}, admission.Unblock{Prefix: p, KeepTries: true},
		admission.Block{Prefix: p, Why: admission.WhyHost}, admission.Block{Prefix: p, Why: admission.WhyTries})
}

// Three connections of one household and one of another, in every order.
func TestModelExact(t *testing.T) {
	addr := func(c admission.Conn) netip.Addr {
		if c == 4 {
			return far
		}
		return near
	}
	waited, blockedByTries := 0, 0
	states, transitions := explore(t, newLedger(), exact, everything(4, addr), func(l *ledger) {
		b := l.book(admission.Household(near))
		if len(b.queue) == 2 {
			waited++
		}
		if b.Blocked && b.Why == admission.WhyTries {
			blockedByTries++
		}
	})
	t.Logf("%d states, %d transitions", states, transitions)
	if waited == 0 || blockedByTries == 0 || states < 1000 {
		t.Errorf("%d states, %d with two waiting, %d blocked by tries", states, waited, blockedByTries)
	}
}

// Twelve connections of one household, in every order; those that differ in
// nothing but their number count as the same. From every state everybody who
// waits is answered in the end.
func TestModelTwelve(t *testing.T) {
	waited := 0
	states, transitions := explore(t, newLedger(), alike,
		everything(12, func(admission.Conn) netip.Addr { return near }), func(l *ledger) {
			waited = max(waited, len(l.book(admission.Household(near)).queue))
			if err := l.clone().drain(); err != nil {
				t.Fatalf("state %s: %v", alike(l), err)
			}
		})
	t.Logf("%d states, %d transitions", states, transitions)
	if waited != 11 || states < 500 {
		t.Errorf("%d states, at most %d waiting, want 11", states, waited)
	}
}

// One connection each of two households of a network, which the host blocks and
// unblocks too, in every order.
func TestModelNetwork(t *testing.T) {
	network := netip.MustParsePrefix("203.0.113.0/24")
	addr := func(c admission.Conn) netip.Addr {
		if c == 2 {
			return near.Next()
		}
		return near
	}
	inputs := append(everything(2, addr), admission.Unblock{Prefix: network},
		admission.Block{Prefix: network, Why: admission.WhyHost})
	twice, lifted := 0, 0
	states, transitions := explore(t, newLedger(), exact, inputs, func(l *ledger) {
		b := l.book(admission.Household(near.Next())) // only tries block this one
		if b.Blocked && l.book(network).Blocked {
			twice++
		} else if b.Blocked {
			lifted++
		}
	})
	t.Logf("%d states, %d transitions", states, transitions)
	if twice == 0 || lifted == 0 || states < 1000 {
		t.Errorf("%d states, %d blocked twice, %d blocked once", states, twice, lifted)
	}
}
