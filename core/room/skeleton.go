package room

import (
	"slices"
	"strings"
	"unicode"

	"go.mau.fi/util/confusable"
	"golang.org/x/text/unicode/norm"
)

// SameName tells whether one of two names can be taken for the other: they share
// a skeleton. It is symmetric, but no equivalence: ian is Ian in small letters
// and lan looks like Ian, yet ian and lan are two names.
func SameName(a, b string) bool {
	others := Skeletons(b)
	return slices.ContainsFunc(Skeletons(a), func(s string) bool { return slices.Contains(others, s) })
}

// Skeletons gives how a name looks in each of the ways in which people write one
// name: as it stands, in small letters, in capitals, with capital initials. Each
// is the skeleton of UTS 39 section 4, folded; there are one to four, sorted.
// They are for comparing only. A text too long for a name is its own skeleton.
func Skeletons(name string) []string {
	if len(name) > maxRawName {
		return []string{name}
	}
	name = singleSpaced(strings.TrimSpace(norm.NFKC.String(name)))
	small := fold(name)
	all := []string{look(name), look(small), look(strings.ToUpper(small)), look(initials(small))}
	slices.Sort(all)
	return slices.Compact(all)
}

// look gives what a text looks like, whatever the case. The table writes l for
// what is an upright bar, such as I and 1; here that is |, for folding would
// make l of the letter L as well, which is no bar. A dot over i adds nothing.
func look(s string) string {
	s = strings.ReplaceAll(confusable.Skeleton(s), "l", "|")
	return fold(strings.ReplaceAll(s, "i\u0307", "i"))
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
