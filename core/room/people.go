package room

import (
	"crypto/sha256"
	"errors"
	"slices"

	"realtalk/core/wire"
)

// What is wrong with a list of people.
var (
	errNobody     = errors.New("nobody joins or leaves")
	errBack       = errors.New("who joins has left for good with this certificate")
	errNotThere   = errors.New("who leaves was not in")
	errLeftTwice  = errors.New("somebody leaves twice")
	errEntries    = errors.New("entries and members differ")
	errWasIn      = errors.New("who joins was in")
	errTwice      = errors.New("somebody is on it twice")
	errTooMany    = errors.New("too many people")
	errNoVerifier = errors.New("somebody's signatures cannot be checked")
	errName       = errors.New("a name is not clean")
	errSameName   = errors.New("two names are alike")
	errNoHost     = errors.New("the host is not on it")
)

// depart gives who stays of those sorted by ID, and who leaves in the order of
// left.
func depart(before []*person, left []wire.Departure) (stay, gone []*person, err error) {
	out := make(map[*person]bool, len(left))
	for _, d := range left {
		i, ok := find(before, d.Identity)
		if !ok {
			return nil, nil, errNotThere
		}
		if out[before[i]] {
			return nil, nil, errLeftTwice
		}
		out[before[i]] = true
		gone = append(gone, before[i])
	}
	for _, p := range before {
		if !out[p] {
			stay = append(stay, p)
		}
	}
	return stay, gone, nil
}

// arrive adds those who join to those who stay, sorted. They have said nothing
// yet, and none of them was in before.
func arrive(before, stay []*person, entries []wire.Entry, joined []Member) ([]*person, error) {
	if len(entries) != len(joined) {
		return nil, errEntries
	}
	next := slices.Clone(stay)
	for i := range joined {
		if !describes(&entries[i], &joined[i]) {
			return nil, errEntries
		}
		if _, ok := find(before, joined[i].ID); ok {
			return nil, errWasIn
		}
		next = append(next, newPerson(joined[i], fresh()))
	}
	slices.SortFunc(next, byID)
	return next, nil
}

// describes tells whether a member is the one of an entry.
func describes(e *wire.Entry, m *Member) bool {
	return e.Name == m.Name && e.Since == m.Since && sha256.Sum256(e.Certificate) == m.Certificate
}

// fit checks that people, sorted by ID, can be a roster.
func fit(people []*person, host wire.ID) error {
	if len(people) > wire.MaxEntries {
		return errTooMany
	}
	names := make(map[string]bool, len(people))
	for i, p := range people {
		clean, err := CleanName(p.Name)
		switch {
		case i > 0 && people[i-1].ID == p.ID:
			return errTwice
		case p.Verifier == nil:
			return errNoVerifier
		case err != nil || clean != p.Name:
			return errName
		case slices.ContainsFunc(p.looks, func(l string) bool { return names[l] }):
			return errSameName
		}
		for _, l := range p.looks {
			names[l] = true
		}
	}
	if _, ok := find(people, host); !ok {
		return errNoHost
	}
	return nil
}

// reasons tells why each is gone. Whoever did not sign that it leaves is shown
// as lost.
func (r *Room) reasons(left []wire.Departure, people []*person) []Gone {
	gone := make([]Gone, len(left))
	for i, d := range left {
		p := people[i]
		gone[i] = Gone{Member: p.Member, Reason: wire.DepartureLost}
		switch d.Reason {
		case wire.DepartureKicked:
			gone[i].Reason = wire.DepartureKicked
		case wire.DepartureLeft:
			if p.Verifier.Verify(LeaveContext(r.chat), leaveStatement(r.chat, p.Member), d.Signature) == nil {
				gone[i].Reason = wire.DepartureLeft
			}
		}
	}
	return gone
}
