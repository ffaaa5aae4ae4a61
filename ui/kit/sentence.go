package kit

import "fmt"

// sentence fills the parameters of a whole sentence.
func sentence(format string, values ...any) string { return fmt.Sprintf(format, values...) }

// plural chooses between two whole sentences; many takes the number.
func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, n)
}
