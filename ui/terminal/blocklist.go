package terminal

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"realtalk/app"
)

// Blocklist lists what is blocked and has the words of a search in it, each
// with the address first and what is known of it on the lines below.
func Blocklist(blocked []app.Blocked, search string) string {
	found := matching(blocked, search)
	switch {
	case len(blocked) == 0:
		return "No address is blocked."
	case len(found) == 0:
		return fmt.Sprintf("No blocked address matches “%s”.", visibleName(search))
	}
	var lines []string
	for _, b := range found {
		lines = append(lines, fmt.Sprintf("%s  %s", visibleName(b.Address), whyBlocked(b)))
		if who := whoBlocked(b); who != "" {
			lines = append(lines, "    "+who)
		}
		if b.Note != "" {
			lines = append(lines, "    note: "+visibleName(b.Note))
		}
	}
	return strings.Join(lines, "\n")
}

func whyBlocked(b app.Blocked) string {
	s := b.WhyText
	if !b.Since.IsZero() {
		s += " since " + clock(b.Since)
	}
	if !b.Until.IsZero() {
		s += ", until " + clock(b.Until)
	}
	if b.Tries > 0 && b.Why != "tries" {
		s += fmt.Sprintf(", %d wrong passwords before", b.Tries)
	}
	return s
}

func whoBlocked(b app.Blocked) string {
	var parts []string
	if b.Name != "" {
		parts = append(parts, "last name used: "+visibleName(b.Name))
	}
	if b.Place != "" {
		parts = append(parts, visibleName(b.Place))
	}
	if b.Owner != "" {
		parts = append(parts, "network: "+visibleName(b.Owner))
	}
	return strings.Join(parts, "; ")
}

func clock(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }

// matching keeps the entries in which the words of a search stand somewhere.
func matching(blocked []app.Blocked, search string) []app.Blocked {
	words := strings.Fields(strings.ToLower(search))
	return slices.DeleteFunc(slices.Clone(blocked), func(b app.Blocked) bool {
		text := strings.ToLower(strings.Join([]string{b.Address, b.Name, b.Place, b.Owner, b.WhyText, b.Note}, "\n"))
		return slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, w) })
	})
}

// Sort orders the entries by "address", "name", "since" (the newest first) or
// "tries" (the most first); false: there is no such order.
func Sort(blocked []app.Blocked, by string) bool {
	order, ok := map[string]func(a, b app.Blocked) int{
		"address": func(a, b app.Blocked) int { return 0 }, // as they come
		"name":    func(a, b app.Blocked) int { return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) },
		"since":   func(a, b app.Blocked) int { return b.Since.Compare(a.Since) },
		"tries":   func(a, b app.Blocked) int { return cmp.Compare(b.Tries, a.Tries) },
	}[by]
	if ok {
		slices.SortStableFunc(blocked, order)
	}
	return ok
}

// SecurityList lists what happened at the door, one a line.
func SecurityList(list []app.SecurityEntry) string {
	if len(list) == 0 {
		return "Nothing has happened at the door."
	}
	lines := make([]string, len(list))
	for i, e := range list {
		lines[i] = clock(e.Time) + "  " + visibleName(e.Text)
	}
	return strings.Join(lines, "\n")
}
