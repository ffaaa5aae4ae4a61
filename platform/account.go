package platform

import (
	"os/user"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const (
	fallbackName   = "guest"
	maxAccountName = 32 // runes
)

// AccountName is the first word of the account's full name, else the name the
// user logs in by, cleaned up: 1 to 32 letters, digits, "-", "_", "'" and ".",
// beginning with a letter or digit. It is "guest" if nothing is left.
func AccountName() string {
	u, err := user.Current()
	if err != nil {
		return fallbackName
	}
	return accountName(u.Name, u.Username)
}

func accountName(full, login string) string {
	for _, word := range strings.Fields(full) {
		if name := cleanName(word); name != "" {
			return name
		}
	}
	if i := strings.LastIndexByte(login, '\\'); i >= 0 {
		login = login[i+1:] // DOMAIN\user
	}
	login, _, _ = strings.Cut(login, "@") // user@domain
	if name := cleanName(login); name != "" {
		return name
	}
	return fallbackName
}

func cleanName(word string) string {
	word = strings.Map(visible, norm.NFKC.String(strings.ToValidUTF8(word, "")))
	word = strings.TrimFunc(word, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) })
	word = strings.TrimLeftFunc(word, unicode.IsMark)
	if runes := []rune(word); len(runes) > maxAccountName {
		word = string(runes[:maxAccountName])
	}
	return word
}

// visible drops what has no business in a name, control and bidirectional
// characters above all.
func visible(r rune) rune {
	if unicode.In(r, unicode.L, unicode.M, unicode.Nd) || strings.ContainsRune("-_'.’", r) {
		return r
	}
	return -1
}
