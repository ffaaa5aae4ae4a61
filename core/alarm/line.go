package alarm

import (
	"net/netip"
	"slices"
	"time"

	"realtalk/core/admission"
)

// line is where newcomers wait in an attack: who has the lowest rank stands
// first, and of those with the same, who came first.
type line struct {
	waiters []waiter
	due     time.Time // when the first may go on
	history history
}

type waiter struct {
	conn  admission.Conn
	site  netip.Prefix
	rank  int       // wrong tries, and what counts as such
	until time.Time // when it has waited for too long
}

func newLine() line { return line{history: make(history)} }

// enter puts a newcomer in its place. Turns that its site took, and those of its
// site who stand in line already, count as wrong tries, so that no site can fill
// it.
func (l *line) enter(now time.Time, gap time.Duration, in Enter) []Action {
	if len(l.waiters) == 0 {
		l.due = now.Add(gap)
	}
	from := site(in.House)
	l.history.asks(from)
	w := waiter{in.Conn, from, in.Wrong + l.history[from].taken, now.Add(MaxWait)}
	for _, other := range l.waiters {
		if other.site == w.site {
			w.rank++
		}
	}
	place := slices.IndexFunc(l.waiters, func(other waiter) bool { return other.rank > w.rank })
	if place < 0 {
		place = len(l.waiters)
	}
	l.waiters = slices.Insert(l.waiters, place, w)
	if len(l.waiters) <= MaxWaiting {
		return nil
	}
	out := l.mostAsked()
	conn := l.waiters[out].conn
	l.waiters = slices.Delete(l.waiters, out, out+1)
	return []Action{Busy{conn}}
}

// mostAsked finds who is turned away: of those with the highest rank, whose site
// asked most often, and of these, who came last. So who holds places by asking
// again and again loses them to whoever asks for the first time.
func (l *line) mostAsked() int {
	out := len(l.waiters) - 1
	for i := out - 1; i >= 0 && l.waiters[i].rank == l.waiters[out].rank; i-- {
		if l.asked(i) > l.asked(out) {
			out = i
		}
	}
	return out
}

func (l *line) asked(i int) int { return l.history[l.waiters[i].site].asked }

// forget drops the turns of somebody who knows the password.
func (l *line) forget(house netip.Prefix) { delete(l.history, site(house)) }

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
		l.history.takes(l.waiters[0].site)
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
