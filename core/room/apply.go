package room

import (
	"errors"
	"slices"

	"realtalk/core/wire"
)

// Change is who came and went with an epoch. In a newcomer's first it holds
// the newcomer itself.
type Change struct {
	Joined   []Member
	Left     []Gone
	Findings []Finding // what the epoch says of the one before
}

// Gone is somebody who is no longer in.
type Gone struct {
	Member Member
	Reason uint8 // wire.DepartureLeft, DepartureLost or DepartureKicked
}

// Apply moves to the next epoch, drops what is pending, and tells who came and
// went. joined are the members that e.Joined describes, in that order, their
// certificates and statements checked by the caller. The error is ErrRemoved or a
// *Violation; then nothing has changed.
func (r *Room) Apply(e *wire.Epoch, joined []Member) (Change, error) {
	next, left, err := r.successor(e, joined)
	if err != nil {
		return Change{}, err
	}
	hash, err := r.endorsed(e, next)
	if err != nil {
		return Change{}, err
	}
	i, ok := find(next, r.self)
	if !ok {
		return Change{}, ErrRemoved
	}
	change := Change{Joined: slices.Clone(joined), Left: r.reasons(e.Left, left), Findings: r.told(e.Transcript)}
	r.move(e.Number, hash, next)
	r.ended.add(left)
	r.me = next[i]
	if len(joined) > 0 {
		r.mark = r.me.chain.seq
	}
	return change, nil
}

// successor checks an epoch against what is there and gives the people that
// result and those who left, in the order of e.Left.
func (r *Room) successor(e *wire.Epoch, joined []Member) (next, left []*person, err error) {
	if err := r.follows(e, joined); err != nil {
		return nil, nil, err
	}
	before := r.people
	if r.me == nil {
		before = r.base
	}
	if len(e.Joined)+len(e.Left) == 0 {
		return nil, nil, r.violation(BadRoster, errNobody)
	}
	if slices.ContainsFunc(joined, r.ended.has) {
		return nil, nil, r.violation(BadRoster, errBack)
	}
	next, left, err = depart(before, e.Left)
	if err == nil {
		next, err = arrive(before, next, e.Joined, joined)
	}
	if err == nil {
		err = fit(next, r.host)
	}
	if err == nil && RosterHash(members(next)) != e.Roster {
		err = errRosterHash
	}
	if err != nil {
		return nil, nil, r.violation(BadRoster, err)
	}
	return next, left, nil
}

// follows checks an epoch's place in the row of epochs.
func (r *Room) follows(e *wire.Epoch, joined []Member) error {
	switch {
	case e.Number == 0, r.me != nil && e.Number != r.number+1:
		return r.violation(WrongNumber, nil)
	case r.me != nil && e.Previous != r.hash:
		return r.violation(BrokenChain, nil)
	case r.me != nil:
		return nil
	case !slices.ContainsFunc(joined, func(m Member) bool { return m.ID == r.self }):
		return r.violation(BadRoster, errNotLetIn)
	case r.self == r.host && !opens(e, len(r.base)+len(joined)):
		return r.violation(BadRoster, errNotFirst)
	}
	return nil
}

// opens tells whether an epoch can be the one with which a host begins.
func opens(e *wire.Epoch, people int) bool {
	return e.Number == 1 && e.Previous == wire.ID{} && e.Transcript == wire.ID{} && people == 1
}

// endorsed gives the epoch's hash if the host has signed it.
func (r *Room) endorsed(e *wire.Epoch, next []*person) (wire.ID, error) {
	hash := EpochHash(r.chat, e.Number, e.Previous, e.Roster, e.Transcript)
	i, _ := find(next, r.host) // fit has seen it there
	if err := next[i].Verifier.Verify(EpochContext(r.chat), hash[:], e.Signature); err != nil {
		return wire.ID{}, r.violation(BadSignature, err)
	}
	return hash, nil
}

func (r *Room) move(number uint64, hash wire.ID, next []*person) {
	if r.me != nil {
		r.past = append(r.past, r.hash)
		r.past = r.past[max(0, len(r.past)-maxPast):]
	}
	r.number, r.hash, r.people, r.base = number, hash, next, nil
	r.context = messageContext(r.chat, hash)
	r.shown, r.differ = newRecord(hash), 0
	for _, p := range next {
		p.acked = false
	}
	r.Reset()
}

// violation lays a broken epoch to the host.
func (r *Room) violation(kind ViolationKind, cause error) error {
	who := Member{ID: r.host}
	if i, ok := find(r.people, r.host); ok {
		who = r.people[i].Member
	}
	return &Violation{Kind: kind, Who: who, cause: cause}
}

var (
	errNotLetIn   = errors.New("first epoch does not let this member in")
	errNotFirst   = errors.New("not the first epoch of a host")
	errRosterHash = errors.New("people and hash differ")
)
