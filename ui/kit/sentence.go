package kit

import (
	"fmt"
	"slices"
	"strings"
)

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
