package security

import (
	"cmp"
	"net/netip"
	"strings"
	"time"

	"realtalk/ui/kit"
)

// Blocked is an address or a network that nobody can join from.
type Blocked struct {
	Address      string
	Name         string // "" if not known
	Place, Owner string // "" if not known
	Why          string // in words
	Since, Until time.Time
	Tries        int
	Note         string
}

// title says who it is about: a name, if one is known, and the address.
func (b Blocked) title() string { return kit.Joined(kit.Name(b.Name), kit.Text(b.Address)) }

// where says where the address is, as far as that is known.
func (b Blocked) where() string { return kit.Joined(kit.Text(b.Place), kit.Text(b.Owner)) }

// because says why and how long it is blocked, behind the user's own words.
func (b Blocked) because(now time.Time) string {
	return kit.Joined(kit.Text(oneLine(b.Note)), kit.Text(b.Why), kit.BlockedSince(b.Since, b.Until, now))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// row is an entry as it is searched and sorted.
type row struct {
	Blocked

	words   string       // in small letters, what is searched
	network netip.Prefix // zero if the address cannot be read
}

func newRow(b Blocked) row {
	words := strings.ToLower(strings.Join([]string{b.Name, b.Address, b.Place, b.Owner, b.Why, b.Note}, "\n"))
	return row{Blocked: b, words: words, network: network(b.Address)}
}

// network reads an address or a network; zero if it is neither.
func network(text string) netip.Prefix {
	if a, err := netip.ParseAddr(text); err == nil {
		return netip.PrefixFrom(a.Unmap(), a.Unmap().BitLen())
	}
	p, err := netip.ParsePrefix(text)
	if err != nil {
		return netip.Prefix{}
	}
	return p.Masked()
}

// query is what is searched for: every word of it, or an address that an entry
// covers.
type query struct {
	words   []string
	address netip.Addr // zero if it is none
}

func newQuery(text string) query {
	q := query{words: strings.Fields(strings.ToLower(text))}
	if a, err := netip.ParseAddr(strings.TrimSpace(text)); err == nil {
		q.address = a.Unmap()
	}
	return q
}

func (q query) matches(r row) bool {
	if q.address.IsValid() && r.network.Contains(q.address) {
		return true
	}
	for _, word := range q.words {
		if !strings.Contains(r.words, word) {
			return false
		}
	}
	return true
}

// order is how entries are sorted; orderWords gives the words for the orders.
type order int

const (
	byNewest order = iota
	byName
	byAddress
	byTries
)

func orderWords() []string {
	return []string{kit.SortNewest(), kit.SortName(), kit.SortAddress(), kit.SortTries()}
}

// compare gives the order of two entries. Those without a name stand last, and
// addresses decide between equals.
func (o order) compare(a, b row) int {
	address := func() int {
		return cmp.Or(a.network.Addr().Compare(b.network.Addr()), cmp.Compare(a.network.Bits(), b.network.Bits()))
	}
	switch o {
	case byName:
		return cmp.Or(last(a.Name == "", b.Name == ""),
			strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), address())
	case byAddress:
		return address()
	case byTries:
		return cmp.Or(cmp.Compare(b.Tries, a.Tries), address())
	}
	return cmp.Or(b.Since.Compare(a.Since), address())
}

// last orders what is marked after what is not.
func last(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
