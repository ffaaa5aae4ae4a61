package core

import (
	"cmp"
	"context"
	"errors"
	"net/netip"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"realtalk/core/admission"
	"realtalk/core/link"
	"realtalk/core/room"
	"realtalk/core/wire"
)

// Rules say who may come in beside what the password decides.
type Rules struct {
	AskFirst bool // the host is asked before anybody comes in
	Locked   bool // nobody else comes in
	Limit    int  // people in the chat at most, the host included; 0: MaxMembers
}

// sound is the rules without a limit that cannot be.
func (r Rules) sound() Rules {
	r.Limit = min(max(r.Limit, 0), MaxMembers)
	return r
}

const (
	// askTimeout is how long the host may take to answer; then nobody is let in.
	askTimeout = 2 * time.Minute
	// maxAsking and askingPerHouse bound who waits for the host at a time. They
	// know the password, so a stranger cannot fill the room; somebody who
	// should not know it is not to fill it either.
	maxAsking      = 16
	askingPerHouse = 2
	// A household may ask askBurst times and then every askPause, all together
	// crowdBurst times and then every crowdPause: the host is to be asked, not
	// drummed at.
	askBurst   = 4
	askPause   = 30 * time.Second
	crowdBurst = 2 * maxAsking
	crowdPause = 2 * time.Second
	// friendTime is how long somebody whose line broke may come back without a
	// question.
	friendTime = 10 * time.Minute
	maxFriends = 4 * MaxMembers
	maxHouses  = 1024
)

// Why somebody who knows the password is not let in by the host's own rules.
var (
	errLocked     = errors.New("chat is locked")
	errDeclined   = errors.New("host declined")
	errUnanswered = errors.New("host did not answer")
	errCrowded    = errors.New("too many wait")
)

// lobby is where those who know the password wait for the host's yes. Who is in
// and whose line breaks may come back without a question for a while. Any
// goroutine may call it; it waits for none but in pass.
type lobby struct {
	emit  func(Event)
	near  func(netip.Addr) Nearness
	clock func() time.Time

	mu      sync.Mutex // guards what follows
	rules   Rules
	asking  []*asking
	friends map[wire.ID]time.Time // until when; zero: they are in
	askers  map[netip.Prefix]*rate.Limiter
	crowd   *rate.Limiter
}

// asking is somebody who waits.
type asking struct {
	Asks
	result chan AskResult // room for one; the first counts
}

func newLobby(emit func(Event), near func(netip.Addr) Nearness, rules Rules) *lobby {
	return &lobby{
		emit: emit, near: near, clock: time.Now, rules: rules.sound(),
		friends: map[wire.ID]time.Time{}, askers: map[netip.Prefix]*rate.Limiter{},
		crowd: rate.NewLimiter(rate.Every(crowdPause), crowdBurst),
	}
}

// pass lets a newcomer through, at once or when the host says so (asked). gone
// is closed when the newcomer went away; wait is called if it has to wait.
func (l *lobby) pass(ctx context.Context, who Person, from netip.Addr, wait func(), gone <-chan struct{}) (asked bool, err error) {
	a, err := l.enter(who, from)
	if a == nil {
		return false, err
	}
	wait()
	timeout := time.NewTimer(a.Until.Sub(l.clock()))
	defer timeout.Stop()
	var r AskResult
	select {
	case r = <-a.result:
		l.leave(a, r)
	case <-timeout.C:
		r = l.leave(a, AskTimeout)
	case <-gone:
		r = l.leave(a, AskLeft)
	case <-ctx.Done():
		l.leave(a, AskLeft)
		return false, errClosing
	}
	return r == AskAdmitted, outcomes[r]
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
	err := l.may(who.ID, false)
	if !errors.Is(err, errDeclined) {
		return nil, err
	}
	// Who asks again has lost its first line.
	for _, old := range l.asking {
		if old.ID == who.ID {
			old.answer(AskLeft)
		}
	}
	if err := l.roomFor(who, from); err != nil {
		return nil, err
	}
	a := &asking{
		Asks:   Asks{Person: who, Address: from, Nearness: l.near(from), Until: l.clock().Add(askTimeout)},
		result: make(chan AskResult, 1),
	}
	l.asking = append(l.asking, a)
	l.emit(a.Asks)
	return a, nil
}

// may tells whether the rules let somebody in: nil, errLocked, or errDeclined
// for who has to ask first and has not.
func (l *lobby) may(id wire.ID, asked bool) error {
	until, friend := l.friends[id]
	switch {
	case friend && (until.IsZero() || l.clock().Before(until)):
		return nil
	case l.rules.Locked:
		return errLocked
	case l.rules.AskFirst && !asked:
		return errDeclined
	default:
		return nil
	}
}

// roomFor tells whether somebody may ask now.
func (l *lobby) roomFor(who Person, from netip.Addr) error {
	house, now, neighbours := admission.Household(from), l.clock(), 0
	for _, a := range l.asking {
		switch {
		case a.ID == who.ID:
		case room.SameName(a.Name, who.Name):
			return errNameTaken // else the host might let in the wrong one
		case admission.Household(a.Address) == house:
			neighbours++
		}
	}
	if len(l.asking) >= maxAsking || neighbours >= askingPerHouse ||
		!l.limiter(house).AllowN(now, 1) || !l.crowd.AllowN(now, 1) {
		return errCrowded
	}
	return nil
}

func (l *lobby) limiter(house netip.Prefix) *rate.Limiter {
	limiter, ok := l.askers[house]
	if !ok {
		if len(l.askers) >= maxHouses {
			clear(l.askers) // the crowd's limit holds meanwhile
		}
		limiter = rate.NewLimiter(rate.Every(askPause), askBurst)
		l.askers[house] = limiter
	}
	return limiter
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
	if r == AskDeclined {
		l.limiter(admission.Household(a.Address)).AllowN(l.clock(), askBurst-1) // a no is a no for a while
	}
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

// seat asks the rules a last time, when the place is about to be given: since
// pass, the chat may have been locked, or a friend removed.
func (l *lobby) seat(id wire.ID, asked bool) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.may(id, asked)
}

// joined notes that somebody is in; gone, that it is in no more, and why.
func (l *lobby) joined(id wire.ID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.friends) >= maxFriends {
		now := l.clock()
		for id, until := range l.friends {
			if !until.IsZero() && now.After(until) {
				delete(l.friends, id)
			}
		}
	}
	if len(l.friends) < maxFriends {
		l.friends[id] = time.Time{}
	}
}

func (l *lobby) gone(id wire.ID, why LeaveReason) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, friend := l.friends[id]; friend && why == LeftLost {
		l.friends[id] = l.clock().Add(friendTime)
		return
	}
	delete(l.friends, id)
}

// set changes the rules. Who waits when the host stops asking comes in; when
// the chat is locked, nobody does, and nobody comes back who is not in.
func (l *lobby) set(r Rules) {
	l.mu.Lock()
	defer l.mu.Unlock()
	r = r.sound()
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
