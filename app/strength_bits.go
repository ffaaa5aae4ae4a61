package app

import (
	"strings"
	"unicode"
)

// What a part of a password is worth, in bits.
const (
	knownWord  = 5.0  // one of those that everybody tries first
	usualWord  = 10.0 // of six letters, from people's heads
	letterBits = 2.0  // of a shorter one
	moreBits   = 0.7  // of each letter more
	signBits   = 5.0  // of a language that writes words in one or two signs
	digitBits  = 2.0  // of dates and the like
	yearBits   = 4.0
	otherBits  = 3.0
	againBits  = 0.5 // of what repeats, or goes on like 1234 or qwerty
	mostAgain  = 2.0 // of all words that repeat
	fewLetters = 3.0 // at most, of each different letter
	turnBits   = 2.5 // a change of kind within a word, as in aB3x
)

// passwordBits estimates how many guesses a password needs, as a power of two;
// -1 of none.
func passwordBits(password, name string) float64 {
	runes := []rune(strings.TrimSpace(password))
	if len(runes) == 0 {
		return -1
	}
	runes = runes[:min(len(runes), maxJudged)]
	seen := map[string]bool{}
	for _, word := range strings.FieldsFunc(strings.ToLower(name), notLetter) {
		seen[word] = true
	}
	bits, again := 0.0, 0.0
	for start := 0; start < len(runes); {
		end := start + 1
		for end < len(runes) && kindOf(runes[end]) == kindOf(runes[start]) {
			end++
		}
		part := strings.ToLower(string(runes[start:end]))
		if seen[part] {
			again = min(again+againBits, mostAgain)
		} else {
			bits += partBits(runes[start:end])
			seen[part] = true
			if start > 0 && turns(runes[start-1], runes[start]) {
				bits += turnBits
			}
		}
		start = end
	}
	return bits + again
}

// partBits estimates letters, digits or signs that stand together.
func partBits(part []rune) float64 {
	switch kindOf(part[0]) {
	case kindLetter:
		return min(lineBits(part, letterBits), wordBits(part)) + turnBits*float64(turnsWithin(part))
	case kindSign:
		return lineBits(part, signBits)
	case kindDigit:
		if text := string(part); len(part) == 4 && (strings.HasPrefix(text, "19") || strings.HasPrefix(text, "20")) {
			return yearBits
		}
		return lineBits(part, digitBits)
	case kindSpace:
		return 0
	}
	return lineBits(part, otherBits)
}

func wordBits(word []rune) float64 {
	if commonPasswords()[strings.ToLower(string(word))] {
		return knownWord
	}
	return usualWord + moreBits*float64(max(0, len(word)-6))
}

// turnsWithin counts small letters before large ones: nobody's word has them but
// at its beginning.
func turnsWithin(word []rune) int {
	n := 0
	for i := 1; i < len(word); i++ {
		if unicode.IsUpper(word[i]) && unicode.IsLower(word[i-1]) {
			n++
		}
	}
	return n
}

// lineBits counts letters, those hardly that follow from the one before.
func lineBits(runes []rune, each float64) float64 {
	bits, letters := each, map[rune]bool{runes[0]: true}
	for i := 1; i < len(runes); i++ {
		letters[runes[i]] = true
		if follows(unicode.ToLower(runes[i-1]), unicode.ToLower(runes[i])) {
			bits += againBits
		} else {
			bits += each
		}
	}
	return min(bits, max(each, fewLetters)*float64(len(letters)))
}

// follows tells whether a letter comes by itself behind another one.
func follows(a, b rune) bool {
	if d := b - a; d >= -1 && d <= 1 {
		return true
	}
	for _, row := range []string{"qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "1234567890"} {
		i := strings.IndexRune(row, a)
		if i < 0 {
			continue
		}
		if j := strings.IndexRune(row, b); j >= 0 && (j == i+1 || j == i-1) {
			return true
		}
	}
	return false
}

// turns tells whether the change from one letter to the next is a surprise: a
// word that ends with spaces, or with one sign, is none.
func turns(before, now rune) bool {
	a, b := kindOf(before), kindOf(now)
	return a != kindSpace && b != kindSpace && (b == kindLetter || b == kindDigit)
}

type kind int

const (
	kindOther kind = iota
	kindLetter
	kindSign // Chinese and Japanese: a word is one or two of them
	kindDigit
	kindSpace
)

func kindOf(r rune) kind {
	switch {
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
		return kindSign
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return kindLetter
	case unicode.IsDigit(r):
		return kindDigit
	case unicode.IsSpace(r) || r == '-' || r == '_' || r == '.' || r == ',':
		return kindSpace
	}
	return kindOther
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }
