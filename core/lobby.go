package core

import (
	"cmp"
	"context"
	"errors"
	"net/netip"
	"slices"
	"sync"
	"time"

	"realtalk/core/link"
	"realtalk/core/wire"
)

// Rules say who may come in beside what the password decides.
type Rules struct {
	AskFirst bool // the host is asked before anybody comes in
	Locked   bool // nobody else comes in
	Limit    int  // people in the chat at most, the host included; 0: MaxMembers
}

const (
	// askTimeout is how long the host may take to answer; then nobody is let in.
	askTimeout = 2 * time.Minute
	// maxAsking bounds who waits for the host. They know the password, so no
	// stranger can fill the room.
	maxAsking = 16
)

// maxFriends bounds who may come back without a question.
const maxFriends = 4 * MaxMembers

// Why somebody who knows the password is not let in by the host's own rules.
var (
	errLocked     = errors.New("chat is locked")
	errDeclined   = errors.New("host declined")
	errUnanswered = errors.New("host did not answer")
	errCrowded    = errors.New("too many wait")
)

// lobby is where those who know the password wait for the host's yes. Who was
// let in once may come back, unless it was removed: a line that broke needs no
// second question. Any goroutine may call it.
type lobby struct {
	emit  func(Event)
	clock func() time.Time

	mu      sync.Mutex // guards what follows
	rules   Rules
	asking  []*asking
	friends map[wire.ID]bool // let in before, in this chat
}

// asking is somebody who waits.
type asking struct {
	Asks
	result chan AskResult // room for one; the first counts
}

func newLobby(emit func(Event), rules Rules) *lobby {
	return &lobby{emit: emit, clock: time.Now, rules: rules, friends: map[wire.ID]bool{}}
}

// pass lets a newcomer through, at once or when the host says so. gone is
// closed when the newcomer went away.
func (l *lobby) pass(ctx context.Context, who Person, from netip.Addr, wait func(), gone <-chan struct{}) error {
	a, err := l.enter(who, from)
	if a == nil {
		return err
	}
	wait()
	timeout := time.NewTimer(time.Until(a.Until))
	defer timeout.Stop()
	select {
	case r := <-a.result:
		l.leave(a, r)
		return outcomes[r]
	case <-timeout.C:
		return outcomes[l.leave(a, AskTimeout)]
	case <-gone:
		return outcomes[l.leave(a, AskLeft)]
	case <-ctx.Done():
		l.leave(a, AskLeft)
		return errClosing
	}
}

var outcomes = map[AskResult]error{
	AskAdmitted: nil,
	AskDeclined: errDeclined,
	AskTimeout:  errUnanswered,
	AskLeft:     link.ErrClosed,
}

// enter gives where to wait; nil: no need to, or the error tells why not.
func (l *lobby) enter(who Person, from netip.Addr) (*asking, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.friends[who.ID]:
		return nil, nil
	case l.rules.Locked:
		return nil, errLocked
	case !l.rules.AskFirst:
		return nil, nil
	}
	// Who asks again has lost its first line.
	for _, old := range l.asking {
		if old.ID == who.ID {
			old.answer(AskLeft)
		}
	}
	if len(l.asking) >= maxAsking {
		return nil, errCrowded
	}
	a := &asking{
		Asks:   Asks{Person: who, Address: from, Until: l.clock().Add(askTimeout)},
		result: make(chan AskResult, 1),
	}
	l.asking = append(l.asking, a)
	l.emit(a.Asks)
	return a, nil
}

// answer gives the result, if there is none yet.
func (a *asking) answer(r AskResult) (first bool) {
	select {
	case a.result <- r:
		return true
	default:
		return false
	}
}

// leave ends the wait; an answer of the host that came first counts.
func (l *lobby) leave(a *asking, r AskResult) AskResult {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case r = <-a.result:
	default:
	}
	l.asking = slices.DeleteFunc(l.asking, func(o *asking) bool { return o == a })
	l.emit(Asked{Person: a.Person, Result: r})
	return r
}

// decide answers for somebody who waits.
func (l *lobby) decide(id wire.ID, r AskResult) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, a := range l.asking {
		if a.ID == id && a.answer(r) {
			return nil
		}
	}
	return ErrNoMember
}

// removeFrom declines all who wait and whose address is hit.
func (l *lobby) removeFrom(hit func(netip.Addr) bool) {
	for _, a := range l.waiting() {
		if hit(a.Address) {
			_ = l.decide(a.ID, AskDeclined) // else it is answered already
		}
	}
}

// waiting lists who waits, the longest first.
func (l *lobby) waiting() []Asks {
	l.mu.Lock()
	defer l.mu.Unlock()
	list := make([]Asks, len(l.asking))
	for i, a := range l.asking {
		list[i] = a.Asks
	}
	return list
}

// befriend lets somebody come back without a question; forget undoes it.
func (l *lobby) befriend(id wire.ID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.friends) < maxFriends {
		l.friends[id] = true
	}
}

func (l *lobby) forget(id wire.ID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.friends, id)
}

// set changes the rules. Who waits when the host stops asking comes in; when
// the chat is locked, nobody does.
func (l *lobby) set(r Rules) {
	l.mu.Lock()
	defer l.mu.Unlock()
	r.Limit = min(max(r.Limit, 0), MaxMembers)
	if r == l.rules {
		return
	}
	l.rules = r
	for _, a := range l.asking {
		switch {
		case r.Locked:
			a.answer(AskDeclined)
		case !r.AskFirst:
			a.answer(AskAdmitted)
		}
	}
	l.emit(RulesChanged{Rules: r})
}

func (l *lobby) get() Rules {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.rules
}

// limit is how many people the chat may have now.
func (l *lobby) limit() int { return cmp.Or(l.get().Limit, MaxMembers) }
