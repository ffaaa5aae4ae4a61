package reach

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// split gives the words of a text without what is around them in mails, chats
// and markup. It reads maxText bytes, to the last word that is whole.
func split(text string) []string {
	var words []string
	for _, word := range strings.FieldsFunc(strings.Map(plain, head(text)), separates) {
		if word = trim(word); word != "" {
			words = append(words, word)
		}
	}
	return words
}

// head cuts before the word that the limit falls into: half a port is another
// port.
func head(text string) string {
	if len(text) <= maxText {
		return text
	}
	cut := strings.LastIndexAny(text[:maxText+1], " \t\n")
	return text[:max(cut, 0)]
}

// plain gives the ASCII form of full-width characters (U+FF01 to U+FF5E), drops
// invisible ones, such as chats put around names and numbers, and makes every
// space, control character and broken byte a space.
func plain(r rune) rune {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFF01 + '!'
	case unicode.Is(unicode.Cf, r):
		return -1
	case r == utf8.RuneError || unicode.IsSpace(r) || unicode.IsControl(r):
		return ' '
	}
	return r
}

// separates tells what can be in no line: spaces, quotation marks, brackets
// except the square ones of IPv6, markup.
func separates(r rune) bool {
	if r >= utf8.RuneSelf {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	return strings.ContainsRune(" ,;|<>(){}\"'`*=!?~^", r)
}

// trim takes off the ends what can only be punctuation there. Square brackets
// stay where they are those of an IPv6 address.
func trim(word string) string {
	word = withoutEnd(strings.TrimLeft(word, "_."))
	if strings.Contains(word, "]:") || bracketed(word) && strings.Contains(word, ":") {
		return word
	}
	return strings.Trim(word, "[]_.")
}

// withoutEnd takes the punctuation off the end of a word, but not the two colons
// that an IPv6 address may end with.
func withoutEnd(word string) string {
	for {
		word = strings.TrimRight(word, "_.")
		if !strings.HasSuffix(word, ":") || strings.HasSuffix(word, "::") && !strings.HasSuffix(word, ":::") {
			return word
		}
		word = word[:len(word)-1]
	}
}
