package alarm

import (
	"net/netip"
	"slices"
	"time"

	"realtalk/core/admission"
)

// line is where newcomers wait in an attack: who has fewest wrong tries stands
// first, and of those with as many, who came first.
type line struct {
	waiters []waiter
	due     time.Time // when the first may go on
}

type waiter struct {
	conn  admission.Conn
	house netip.Prefix
	wrong int
	until time.Time // when it has waited for too long
}

// enter puts a newcomer in its place. Those of its household who stand in line
// already count as wrong tries, so that no household can fill it.
func (l *line) enter(now time.Time, gap time.Duration, in Enter) []Action {
	if len(l.waiters) == 0 {
		l.due = now.Add(gap)
	}
	w := waiter{in.Conn, in.House, in.Wrong, now.Add(MaxWait)}
	for _, other := range l.waiters {
		if other.house == w.house {
			w.wrong++
		}
	}
	place := slices.IndexFunc(l.waiters, func(other waiter) bool { return other.wrong > w.wrong })
	if place < 0 {
		place = len(l.waiters)
	}
	l.waiters = slices.Insert(l.waiters, place, w)
	if len(l.waiters) <= MaxWaiting {
		return nil
	}
	last := l.waiters[MaxWaiting]
	l.waiters = l.waiters[:MaxWaiting]
	return []Action{Busy{last.conn}}
}

func (l *line) holds(c admission.Conn) bool {
	return slices.ContainsFunc(l.waiters, func(w waiter) bool { return w.conn == c })
}

func (l *line) leave(c admission.Conn) {
	l.waiters = slices.DeleteFunc(l.waiters, func(w waiter) bool { return w.conn == c })
}

// advance lets one go on for every gap that is over, and turns away who has been
// overtaken for too long.
func (l *line) advance(now time.Time, gap time.Duration) []Action {
	var actions []Action
	for len(l.waiters) > 0 && !now.Before(l.due) {
		actions = append(actions, Pass{l.waiters[0].conn})
		l.waiters = slices.Delete(l.waiters, 0, 1)
		l.due = l.due.Add(gap)
	}
	l.waiters = slices.DeleteFunc(l.waiters, func(w waiter) bool {
		late := !now.Before(w.until)
		if late {
			actions = append(actions, Busy{w.conn})
		}
		return late
	})
	return actions
}

// release lets everybody go on.
func (l *line) release() []Action {
	var actions []Action
	for _, w := range l.waiters {
		actions = append(actions, Pass{w.conn})
	}
	l.waiters = nil
	return actions
}

// next is when advance has something to do; zero: never.
func (l *line) next() time.Time {
	if len(l.waiters) == 0 {
		return time.Time{}
	}
	next := l.due
	for _, w := range l.waiters {
		next = earlier(next, w.until)
	}
	return next
}
