package terminal

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"realtalk/app"
)

// Blocklist lists what is blocked and has every word of a search in it: the
// address, since and until when, and why in columns, and below them what else is
// known. Rows fit 80 columns up to the length of "2001:db8:1:2::/64"; a longer
// address moves the columns of its own row only.
func Blocklist(blocked []app.Blocked, search string) Listing {
	found := matching(blocked, search)
	switch {
	case len(blocked) == 0:
		return sentence("No address is blocked.")
	case len(found) == 0:
		return sentence(fmt.Sprintf("No blocked address matches “%s”.", visibleName(search)))
	}
	l := Listing{Head: columns("address", "since", "until", "why")}
	for _, b := range found {
		l.Entries = append(l.Entries, blockedEntry(b))
	}
	return l
}

func columns(address, since, until, why string) string {
	return fmt.Sprintf("%-23s  %-16s  %-16s  %s", address, since, until, why)
}

func blockedEntry(b app.Blocked) string {
	lines := []string{columns(visibleName(b.Address), moment(b.Since, "not known"), moment(b.Until, "for good"), visibleName(b.WhyText))}
	if who := whoBlocked(b); who != "" {
		lines = append(lines, who)
	}
	if b.Note != "" {
		lines = append(lines, "note: "+visibleName(b.Note))
	}
	return strings.Join(lines, "\n"+detail)
}

// moment writes a time, or what none means.
func moment(t time.Time, none string) string {
	if t.IsZero() {
		return none
	}
	return clock(t)
}

// whoBlocked says whom and what the address is known for; the tries stand there
// where they are not the reason already.
func whoBlocked(b app.Blocked) string {
	var parts []string
	if b.Name != "" {
		parts = append(parts, "last name used: "+visibleName(b.Name))
	}
	parts = append(parts, whence(b.Place, b.Owner)...)
	if b.Tries > 0 && b.Why != "tries" {
		parts = append(parts, "wrong passwords before: "+strconv.Itoa(b.Tries))
	}
	return strings.Join(parts, "; ")
}

// whence says what the address lists know, each fact that there is.
func whence(place, owner string) []string {
	var parts []string
	if place != "" {
		parts = append(parts, visibleName(place))
	}
	if owner != "" {
		parts = append(parts, "network: "+visibleName(owner))
	}
	return parts
}

// matching keeps the entries in which the words of a search stand somewhere.
func matching(blocked []app.Blocked, search string) []app.Blocked {
	words := strings.Fields(strings.ToLower(search))
	return slices.DeleteFunc(slices.Clone(blocked), func(b app.Blocked) bool {
		text := strings.ToLower(strings.Join([]string{b.Address, b.Name, b.Place, b.Owner, b.WhyText, b.Note}, "\n"))
		return slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
	})
}

// orders are those that a blocklist can be sorted in. What is not known comes
// last.
var orders = map[string]func(a, b app.Blocked) int{
	"address": func(a, b app.Blocked) int { return 0 }, // as they come
	"name":    byName,
	"since":   func(a, b app.Blocked) int { return b.Since.Compare(a.Since) },
	"tries":   func(a, b app.Blocked) int { return cmp.Compare(b.Tries, a.Tries) },
}

func byName(a, b app.Blocked) int {
	if (a.Name == "") != (b.Name == "") {
		return strings.Compare(b.Name, a.Name)
	}
	return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
}

// Sort orders the entries by "address", "name", "since" (the newest first) or
// "tries" (the most first); false: there is no such order.
func Sort(blocked []app.Blocked, by string) bool {
	order, ok := orders[by]
	if ok {
		slices.SortStableFunc(blocked, order)
	}
	return ok
}
