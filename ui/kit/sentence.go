package kit

import (
	"fmt"
	"slices"
	"strings"
)

// sentence fills the parameters of a whole sentence.
func sentence(format string, values ...any) string { return fmt.Sprintf(format, values...) }

// plural chooses between two whole sentences; many takes the number.
func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, n)
}

// Count writes a number for a person, "" for none.
func Count(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// Joined puts a dot between facts, but for those that are empty.
func Joined(facts ...string) string {
	known := slices.DeleteFunc(slices.Clone(facts), func(s string) bool { return s == "" })
	return strings.Join(known, " · ")
}
