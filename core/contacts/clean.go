package contacts

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxNote is the most bytes of a note.
const MaxNote = 500

// ErrNote: a note is longer than MaxNote or not valid UTF-8.
var ErrNote = errors.New("unusable note")

// cleanNote gives a note as one line of what can be seen.
func cleanNote(s string) (string, error) {
	if len(s) > 4*MaxNote || !utf8.ValidString(s) {
		return "", fmt.Errorf("%w: too long or not valid UTF-8", ErrNote)
	}
	s = strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > MaxNote {
		return "", fmt.Errorf("%w: over %d bytes", ErrNote, MaxNote)
	}
	return s, nil
}
