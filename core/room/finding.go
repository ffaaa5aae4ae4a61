package room

import (
	"math"
	"slices"

	"realtalk/core/wire"
)

// FindingKind names what does not fit together.
type FindingKind uint8

// The kinds of findings; see the package comment.
const (
	Gap FindingKind = iota + 1
	Fork
	Omitted
)

func (k FindingKind) String() string {
	switch k {
	case Gap:
		return "gap"
	case Fork:
		return "fork"
	case Omitted:
		return "omitted"
	default:
		return "unknown"
	}
}

// Finding is something that an honest host does not cause.
type Finding struct {
	Kind FindingKind
	Who  Member // whose messages or history it is about
	By   Member // Omitted: who has seen them
	N    int    // Gap, Omitted: how many are missing
}

// gap reports what is missing by the sender's own word.
func gap(p *person, n uint64) []Finding {
	if n == 0 {
		return nil
	}
	return []Finding{{Kind: Gap, Who: p.Member, N: count(n)}}
}

// forkOf reports a differing history, the same one once.
func (p *person) forkOf(f fork) []Finding {
	if p.chain.forked == f {
		return nil
	}
	p.chain.forked = f
	return []Finding{{Kind: Fork, Who: p.Member}}
}

// former tells whether an epoch is one that was left behind: what names it is
// a replay, not a differing list of people.
func (r *Room) former(epoch wire.ID) bool { return slices.Contains(r.past, epoch) }

// omissions reports what by has seen and this member was not given. The place
// of by itself means something else, but never lies beyond its own number.
func (r *Room) omissions(by *person, seen []uint64) []Finding {
	var findings []Finding
	for i, p := range r.people {
		if n := p.chain.omitted(seen[i]); n > 0 {
			findings = append(findings, Finding{Kind: Omitted, Who: p.Member, By: by.Member, N: count(n)})
		}
	}
	return findings
}

// count keeps a liar's number from turning negative.
func count(n uint64) int { return int(min(n, math.MaxInt)) }
