package room

import (
	"bytes"
	"slices"

	"realtalk/core/wire"
)

// Verifier checks a member's signatures. It is called on the goroutine that
// owns the Room.
type Verifier interface {
	Verify(context string, data, signature []byte) error
}

// Member is one line of the roster.
type Member struct {
	ID          wire.ID // SHA-256 fingerprint of the identity key
	Certificate wire.ID // SHA-256 of the certificate's bytes
	Name        string
	Since       int64 // Unix seconds by the host's clock
	Verifier    Verifier
}

// person is a member and what is known of it.
type person struct {
	Member
	looks []string // the name's, for comparison
	chain chain
	acked bool // has shown that it holds the current epoch

	heads uint32 // number of its newest head
	knows uint32 // the newest of this member's heads that it says it has
	has   uint64 // the newest of this member's own messages that it says it has
}

func newPerson(m Member, c chain) *person {
	return &person{Member: m, looks: Skeletons(m.Name), chain: c}
}

func byID(a, b *person) int { return bytes.Compare(a.ID[:], b.ID[:]) }

// find gives the place of id in people sorted by ID.
func find(people []*person, id wire.ID) (int, bool) {
	return slices.BinarySearchFunc(people, id, func(p *person, id wire.ID) int {
		return bytes.Compare(p.ID[:], id[:])
	})
}

func members(people []*person) []Member {
	list := make([]Member, len(people))
	for i, p := range people {
		list[i] = p.Member
	}
	return list
}

func sorted(list []Member) []Member {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Member) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	return list
}

func lines(list []Member) []wire.RosterLine {
	roster := make([]wire.RosterLine, len(list))
	for i, m := range list {
		roster[i] = wire.RosterLine{Identity: m.ID, Certificate: m.Certificate, Name: m.Name, Since: m.Since}
	}
	return roster
}
