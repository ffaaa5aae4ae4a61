package app

import (
	_ "embed"
	"strings"
	"sync"

	"realtalk/app/lang"
)

// Strength is how hard a password of a chat is to guess.
type Strength int

// The degrees, by who can guess it: each address has six tries, and whoever is
// turned away has learned nothing else, so that nothing can be tested without the
// host.
const (
	StrengthNone Strength = iota // there is no password
	StrengthWeak                 // one person who knows the host, or some thousand computers
	StrengthFair                 // up to a million computers
	StrengthGood                 // more of them
	StrengthBest                 // nobody: it takes more computers than there are
)

// The bits from which on a password is called so. Six tries are 2.6 bits, and an
// even chance takes one bit less than all.
const (
	fairBits = 15
	goodBits = 23
	bestBits = 36
)

// maxJudged bounds the letters that are looked at: what comes behind makes a
// password no easier.
const maxJudged = 256

// PasswordStrength judges a password by its words, repeated and neighbouring
// letters, dates, and what many people use; name is that of the host, which is no
// secret. It is careful rather than kind: a text that nobody can guess may be
// called fair.
func PasswordStrength(password, name string) Strength {
	switch bits := passwordBits(password, name); {
	case bits < 0:
		return StrengthNone
	case bits < fairBits:
		return StrengthWeak
	case bits < goodBits:
		return StrengthFair
	case bits < bestBits:
		return StrengthGood
	}
	return StrengthBest
}

// Text says it to a person, with what to do; "" of StrengthNone.
func (s Strength) Text() string {
	switch s {
	case StrengthWeak:
		return lang.Say("Too easy to guess. Four words that have nothing to do with each other are safe.")
	case StrengthFair:
		return lang.Say("Not bad: it stops a person who guesses, but perhaps not thousands of computers. One more word helps.")
	case StrengthGood:
		return lang.Say("Good. Guessing it would take about a million computers.")
	case StrengthBest:
		return lang.Say("Very good. Nobody can guess it.")
	}
	return ""
}

// usedByMany are passwords and words that everybody tries first, a line each.
//
//go:embed strength.txt
var usedByMany string

var commonPasswords = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(usedByMany) {
		all[word] = true
	}
	return all
})
