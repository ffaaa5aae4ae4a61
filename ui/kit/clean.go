package kit

import (
	"strings"
	"unicode"
)

// What of a foreign text is shown at most. The rest can be copied.
const (
	shownRunes = 4000
	shownLines = 60
	nameRunes  = 48
	shortRunes = 18
	marksInRow = 4
)

// Text makes a text that somebody else wrote harmless to show: characters that
// steer the writing direction or are invisible are left out, control
// characters too (line ends and tabs stay), and no more than four accents
// stand on one letter, which is more than any script needs.
func Text(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	marks := 0
	for _, r := range strings.ReplaceAll(s, "\r\n", "\n") {
		if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) {
			if marks++; marks > marksInRow {
				continue
			}
		} else {
			marks = 0
		}
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			b.WriteByte('\n')
		case r == '\t':
			b.WriteString("    ")
		case hidden(r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// hidden tells whether a character changes how others are shown or shows
// nothing itself. The joiners inside emoji and in Indic and Persian words stay.
func hidden(r rune) bool {
	if r == '\u200c' || r == '\u200d' {
		return false
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) || r == '\u034f' ||
		r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0'
}

// Name makes a name that somebody else chose harmless to show: as Text does,
// on one line, and never longer than a name may be.
func Name(s string) string { return nameOf(s, nameRunes) }

// Short is Name for where there is little room, as on a button.
func Short(s string) string { return nameOf(s, shortRunes) }

func nameOf(s string, most int) string {
	s = strings.Join(strings.Fields(Text(s)), " ")
	if short, cut := cutRunes(s, most); cut {
		return short + "…"
	}
	return s
}

// Shown cuts a clean text to what a row of the transcript holds and tells
// whether something is missing.
func Shown(s string) (shown string, cut bool) {
	s, cut = cutRunes(s, shownRunes)
	lines := 0
	for i, r := range s {
		if r == '\n' {
			if lines++; lines == shownLines {
				return s[:i], true
			}
		}
	}
	return s, cut
}

func cutRunes(s string, limit int) (string, bool) {
	n := 0
	for i := range s {
		if n == limit {
			return s[:i], true
		}
		n++
	}
	return s, false
}
