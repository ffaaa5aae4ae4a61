package room

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"realtalk/core/wire"
)

// Limits of a name.
const (
	maxNameRunes = 48
	maxRawName   = 4 * wire.MaxName // bytes that are looked at at all
	maxMarks     = 4                // accents in a row; more cover the lines around
)

// What a name must not have, for names stand in quotation marks where they could
// be taken for a sentence: those marks, what looks like them, and two single ones
// in a row.
const (
	quotes       = "\"“”„‟«»ʺˮ״〝〞〟❝❞❠⹂🙶🙷🙸"
	singleQuotes = "'‘’‚‛‹›′‵ʹʻʼʽ`׳"
)

// ErrName says that a name must not be shown to others; what wraps it says why.
var ErrName = errors.New("unusable name")

// CleanName gives a name as others may see it: NFKC, outer white space trimmed,
// inner spaces single, variation selectors dropped, 1 to 48 characters and at
// most wire.MaxName bytes. What cannot be seen or moves what stands beside it
// (control, bidirectional, zero-width, filler, private and unassigned characters,
// an accent that leans on nothing) is refused with ErrName, not removed: who
// pasted it should know. So are quotation marks, “ ” „ ‟ ″ " « » and their like:
// they set a name apart where it could be taken for a sentence. An apostrophe may
// stand alone.
func CleanName(s string) (string, error) {
	if len(s) > maxRawName {
		return "", fmt.Errorf("%w: too long", ErrName)
	}
	if !utf8.ValidString(s) {
		return "", fmt.Errorf("%w: not valid UTF-8", ErrName)
	}
	s = norm.NFKC.String(strings.Map(dropSelector, s))
	s = singleSpaced(strings.TrimSpace(s))
	switch {
	case s == "":
		return "", fmt.Errorf("%w: empty", ErrName)
	case len(s) > wire.MaxName, utf8.RuneCountInString(s) > maxNameRunes:
		return "", fmt.Errorf("%w: too long", ErrName)
	}
	if quoted(s) {
		return "", fmt.Errorf("%w: quotation mark", ErrName)
	}
	if err := visible(s); err != nil {
		return "", err
	}
	return s, nil
}

// quoted tells whether a text has, in NFKC, what looks like a double quotation
// mark. That form writes ″ as ′′.
func quoted(s string) bool {
	single := false
	for _, r := range s {
		before := single
		single = strings.ContainsRune(singleQuotes, r)
		if single && before || strings.ContainsRune(quotes, r) {
			return true
		}
	}
	return false
}

// dropSelector removes what only chooses between a character's pictures.
func dropSelector(r rune) rune {
	if unicode.Is(unicode.Variation_Selector, r) {
		return -1
	}
	return r
}

func singleSpaced(s string) string {
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	return s
}

// visible checks that every character shows, in its own place.
func visible(s string) error {
	marks := maxMarks // nothing to lean on at the start
	for _, r := range s {
		switch {
		case unicode.IsMark(r) && marks == maxMarks:
			return fmt.Errorf("%w: %U has nothing to stand on", ErrName, r)
		case r != ' ' && !shown(r):
			return fmt.Errorf("%w: %U cannot be seen", ErrName, r)
		case unicode.IsMark(r):
			marks++
		case r == ' ':
			marks = maxMarks
		default:
			marks = 0
		}
	}
	return nil
}

// shown tells whether a character leaves ink. Letters, marks, numbers,
// punctuation and symbols do, but for the fillers among them.
func shown(r rune) bool {
	switch r {
	case '\u2800', '\U0001d159', '\U00016fe4': // blanks that no table lists
		return false
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S) &&
		!unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}

// fold is full case folding in NFKC. Folding can undo the normal form and the
// other way round, hence twice.
func fold(s string) string {
	c := cases.Fold()
	s = norm.NFKC.String(c.String(norm.NFKD.String(strings.TrimSpace(s))))
	return norm.NFKC.String(c.String(s))
}
