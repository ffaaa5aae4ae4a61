package room

import (
	"slices"
	"strings"
	"unicode"

	"go.mau.fi/util/confusable"
	"golang.org/x/text/unicode/norm"
)

// SameName tells whether one of two names can be taken for the other: they share
// a skeleton. It is symmetric, but no equivalence: with a Greek first letter,
// νina looks like vina and its capitals look like NINA, yet Vina and Nina are two
// names.
func SameName(a, b string) bool {
	others := Skeletons(b)
	return slices.ContainsFunc(Skeletons(a), func(s string) bool { return slices.Contains(others, s) })
}

// Skeletons gives how a name looks in each of the ways in which people write one
// name: as it stands, in small letters, in capitals, with capital initials. Each
// is the skeleton of UTS 39 section 4 in small letters; there are one to four, sorted.
// They are for comparing only. They depend on the tables that this program was
// built with: what all members must find alike is bound to those. A text too long for a name is its own skeleton.
func Skeletons(name string) []string {
	if len(name) > maxRawName {
		return []string{name}
	}
	name = singleSpaced(strings.TrimSpace(norm.NFKC.String(name)))
	small := fold(name)
	all := distinct([]string{name, small, strings.ToUpper(small), initials(small)})
	for i := range all {
		all[i] = look(all[i])
	}
	return distinct(all)
}

func distinct(all []string) []string {
	slices.Sort(all)
	return slices.Compact(all)
}

// look gives what a text looks like, whatever the case. The table writes l for
// what is an upright bar, such as I and 1; here that is |, for in small letters
// L, which is no bar, would be l as well. A dot over i adds nothing.
func look(s string) string {
	s = strings.ReplaceAll(confusable.Skeleton(s), "l", "|")
	return strings.ToLower(strings.ReplaceAll(s, "i\u0307", "i"))
}

// initials makes each letter a capital that follows none.
func initials(s string) string {
	inWord := false
	return strings.Map(func(r rune) rune {
		first := !inWord
		inWord = unicode.IsLetter(r) || inWord && unicode.IsMark(r)
		if first {
			return unicode.ToTitle(r)
		}
		return r
	}, s)
}
