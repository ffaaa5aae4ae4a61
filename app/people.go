package app

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"realtalk/core"
)

// sorted gives people as the user sees them: this user first, the host next, then
// by name.
func (c *Chat) sorted(people []core.Person) []Person {
	list := make([]Person, len(people))
	for i, p := range people {
		list[i] = c.person(p)
		list[i].Away = c.away.has(p.ID)
	}
	slices.SortFunc(list, func(a, b Person) int {
		return cmp.Or(
			first(a.You, b.You), first(a.Host, b.Host),
			strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)),
			strings.Compare(a.Fingerprint, b.Fingerprint),
		)
	})
	return list
}

// first orders what is marked before what is not.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	default:
		return 1
	}
}

// called writes a name into a sentence. One that could be read as a part of it, or
// as another one, stands in quotation marks, which no name can have.
func called(name string) string {
	if strings.ContainsFunc(name, punctuates) || len(strings.Fields(name)) > 3 {
		return "“" + name + "”"
	}
	return name
}

// punctuates tells whether a character ends or parts sentences, in any script, or
// sets words apart as brackets and dashes do.
func punctuates(r rune) bool {
	return r != '-' && unicode.In(r, unicode.Terminal_Punctuation, unicode.Ps, unicode.Pe, unicode.Pd)
}
