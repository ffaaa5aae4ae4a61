package admission

import (
	"cmp"
	"net/netip"
	"slices"
	"time"
)

// Limits of what is remembered.
const (
	MaxRecords = 10000 // households and networks that the host blocked, and as many that tried
	MaxName    = 256   // bytes of a name
	MaxNote    = 500   // bytes of a note
)

// Why a household is blocked.
const (
	WhyTries = "tries" // six wrong passwords
	WhyHost  = "host"  // the host wished it
)

// Record is what is remembered of one household, or of a network that the host
// blocked. Times are UTC and whole seconds.
type Record struct {
	Address netip.Prefix `json:"address"`        // a Household; a network is wider
	Wrong   int          `json:"wrong"`          // 0 to 6, tries in flight included
	Blocked bool         `json:"blocked"`        // until Unblock or Until
	Why     string       `json:"why,omitempty"`  // WhyTries or WhyHost; empty if not blocked
	Since   time.Time    `json:"since,omitzero"` // when it was blocked, or else last tried; zero if not known
	Until   time.Time    `json:"until,omitzero"` // when the block ends by itself; zero: it does not
	Name    string       `json:"name,omitempty"` // the last that somebody from there used, up to MaxName; empty if not known
	Note    string       `json:"note,omitempty"` // the host's own words, up to MaxNote
}

// rank orders what is remembered by what should be kept longest.
type rank int

const (
	counted rank = iota // wrong tries, no block yet
	byTries
	byHost
	ranks = iota
)

func (r Record) rank() rank {
	switch {
	case r.Blocked && r.Why == WhyHost:
		return byHost
	case r.Blocked:
		return byTries
	default:
		return counted
	}
}

// stricter sorts the record that keeps more out before the other.
func (r Record) stricter(o Record) int {
	return cmp.Or(cmp.Compare(o.rank(), r.rank()), later(r.Until, o.Until), cmp.Compare(o.Wrong, r.Wrong))
}

// later sorts the later end first; a block without one ends last of all.
func later(a, b time.Time) int {
	if a.IsZero() || b.IsZero() {
		return a.Compare(b)
	}
	return b.Compare(a)
}

// clean makes a record that may come from a damaged or edited file consistent,
// to the stricter side. !ok: there is nothing to remember.
func (r Record) clean() (c Record, ok bool) {
	address, ok := target(r.Address)
	if !ok {
		return Record{}, false
	}
	c = Record{
		Address: address, Wrong: min(max(r.Wrong, 0), maxWrong), Blocked: r.Blocked,
		Since: moment(r.Since), Name: cut(r.Name, MaxName), Note: cut(r.Note, MaxNote),
	}
	if wide(address) {
		c.Wrong = 0 // tries are counted by household, so a network is here only if blocked
	}
	if r.Blocked {
		c.Until = end(r.Until)
	}
	c.Blocked = c.Blocked || c.Wrong == maxWrong
	if c.Blocked {
		c.Why = reason(c.Address, r.Why, c.Wrong)
	}
	return c, c.Blocked || c.Wrong > 0
}

// reason makes sense of a given one. Networks are blocked by the host alone.
func reason(p netip.Prefix, why string, wrong int) string {
	switch {
	case wide(p) || why == WhyHost:
		return WhyHost
	case why == WhyTries || wrong == maxWrong:
		return WhyTries
	default:
		return WhyHost
	}
}

// keep cleans records and drops those over the limit of their kind, the least
// worth keeping first. Of two for the same household or network the stricter
// stays.
func keep(records []Record, limit int) []Record {
	kept := make([]Record, 0, len(records))
	for _, r := range records {
		if c, ok := r.clean(); ok {
			kept = append(kept, c)
		}
	}
	slices.SortStableFunc(kept, Record.stricter)
	seen := make(map[netip.Prefix]bool)
	kept = slices.DeleteFunc(kept, func(r Record) bool {
		twice := seen[r.Address]
		seen[r.Address] = true
		return twice
	})
	hosts := slices.IndexFunc(kept, func(r Record) bool { return r.rank() != byHost })
	if hosts < 0 {
		hosts = len(kept)
	}
	tried := kept[hosts:]
	return slices.Concat(kept[:min(hosts, limit)], tried[:min(len(tried), limit)])
}
