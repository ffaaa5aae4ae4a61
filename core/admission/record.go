package admission

import (
	"cmp"
	"net/netip"
	"slices"
)

// MaxRecords bounds what is remembered.
const MaxRecords = 10000

// Why a household is blocked.
const (
	WhyTries = "tries" // six wrong passwords
	WhyHost  = "host"  // the host wished it
)

// Record is what is remembered of one household.
type Record struct {
	Address netip.Prefix `json:"address"`       // a Household
	Wrong   int          `json:"wrong"`         // 0 to 6, tries in flight included
	Blocked bool         `json:"blocked"`       // until Unblock
	Why     string       `json:"why,omitempty"` // WhyTries or WhyHost; empty if not blocked
}

// rank orders what is remembered by what should be kept longest: the host's
// wishes, then blocks, then counts.
func rank(blocked bool, why string) int {
	switch {
	case blocked && why == WhyHost:
		return 2
	case blocked:
		return 1
	default:
		return 0
	}
}

// clean makes a record that may come from a damaged or edited file consistent,
// to the stricter side. !ok: there is nothing to remember.
func (r Record) clean() (c Record, ok bool) {
	address, ok := household(r.Address)
	if !ok {
		return Record{}, false
	}
	c = Record{Address: address, Wrong: min(max(r.Wrong, 0), maxWrong), Blocked: r.Blocked}
	c.Blocked = c.Blocked || c.Wrong == maxWrong
	if c.Blocked {
		c.Why = reason(r.Why, c.Wrong)
	}
	return c, c.Blocked || c.Wrong > 0
}

func reason(why string, wrong int) string {
	if why == WhyTries || why == WhyHost {
		return why
	}
	if wrong == maxWrong {
		return WhyTries
	}
	return WhyHost
}

// keep cleans records and drops those over the limit, the least worth keeping
// first. Of two for the same household the stricter stays.
func keep(records []Record, limit int) []Record {
	kept := make([]Record, 0, len(records))
	for _, r := range records {
		if c, ok := r.clean(); ok {
			kept = append(kept, c)
		}
	}
	slices.SortStableFunc(kept, func(a, b Record) int {
		return cmp.Or(cmp.Compare(rank(b.Blocked, b.Why), rank(a.Blocked, a.Why)), cmp.Compare(b.Wrong, a.Wrong))
	})
	seen := make(map[netip.Prefix]bool)
	kept = slices.DeleteFunc(kept, func(r Record) bool {
		twice := seen[r.Address]
		seen[r.Address] = true
		return twice
	})
	return kept[:min(len(kept), limit)]
}
