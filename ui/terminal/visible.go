package terminal

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible makes text of others safe to write to a terminal: line breaks and
// tabs stay, every other character that moves the cursor, reorders or hides
// text is drawn as a sign (U+241B for escape, <U+202E> for an override). Bytes
// that are no UTF-8 become U+FFFD. Joiners stay where they shape what is seen:
// inside emoji and between the letters of scripts that need them.
func Visible(text string) string {
	return visible(strings.ReplaceAll(text, "\r\n", "\n"), true)
}

// visibleName is Visible for a name: it stays on one line and has no character
// at all that is not seen.
func visibleName(name string) string { return visible(name, false) }

// visible shows the hidden characters of s. Layout tells that line breaks, tabs
// and joiners may stay.
func visible(s string, layout bool) string {
	if plain(s, layout) {
		return s
	}
	var b strings.Builder
	before := rune(-1)
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		after, _ := utf8.DecodeRuneInString(s[i+size:])
		if layout && (r == '\n' || r == '\t' || shapes(before, r, after)) {
			b.WriteRune(r)
			before = r
		} else {
			out := sign(r)
			b.WriteString(out)
			before, _ = utf8.DecodeLastRuneInString(out) // a neighbour is what is drawn
		}
		i += size
	}
	return b.String()
}

// plain tells, quickly, that s has nothing that would have to be changed.
func plain(s string, layout bool) bool {
	for i := range len(s) {
		c := s[i]
		if c >= 0x7f || c < ' ' && !(layout && (c == '\n' || c == '\t')) {
			return false
		}
	}
	return true
}

// sign gives what is drawn for r: r itself if it can be seen.
func sign(r rune) string {
	switch {
	case r < ' ':
		return string(rune(0x2400) + r)
	case r == 0x7f:
		return "\u2421"
	case hidden(r):
		return fmt.Sprintf("<U+%04X>", r)
	default:
		return string(r)
	}
}

// hidden tells whether r acts on a screen without being seen itself.
func hidden(r rune) bool {
	switch {
	case r < 0x7f:
		return r < ' '
	case unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return false // a format character by name, but it is drawn
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Variation_Selector):
		return true
	default:
		return unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
	}
}

const (
	zeroWidthNonJoiner = '\u200c'
	zeroWidthJoiner    = '\u200d'
)

// shapes tells whether r, hidden as it is, only decides how its neighbours are
// drawn: a joiner or variation selector of an emoji, or a joiner between the
// letters of a script that is written with them (RFC 5892, appendix A, allows
// them there in domain names too).
func shapes(before, r, after rune) bool {
	switch r {
	case zeroWidthJoiner:
		return !hidden(after) && (pictured(before) && pictured(after) || joining(before) && joining(after))
	case zeroWidthNonJoiner:
		return !hidden(after) && joining(before) && joining(after)
	case '\ufe0e', '\ufe0f':
		return pictured(before) || strings.ContainsRune("0123456789#*", before)
	default:
		return false
	}
}

// pictured tells whether r can be part of an emoji.
func pictured(r rune) bool {
	return r == '\ufe0f' || r >= 0x1f3fb && r <= 0x1f3ff || unicode.Is(unicode.So, r) || unicode.Is(unicode.Sm, r)
}

// joining tells whether r belongs to a script that is written with joiners.
func joining(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko,
		unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya,
		unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala,
		unicode.Khmer, unicode.Myanmar, unicode.Tibetan)
}
