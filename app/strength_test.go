package app

import (
	"strings"
	"testing"

	"realtalk/core"
)

func TestPasswordStrength(t *testing.T) {
	for want, passwords := range map[Strength][]string{
		StrengthNone: {"", "  \t"},
		StrengthWeak: {
			"a", "1234", "1234567890", "aaaaaaaaaaaaaaaa", "qwertyuiop", "abcdefghijkl", "password", "PASSWORD!", "password123",
			"summer2024", "Summer2024!", "jo", "Jo Miller", "secret", "24.12.1990", "asdfasdf", "tulip", "tulip tulip tulip tulip", "geheim!!!!!!!!",
			"correct", "你好", "0000000000000000", strings.Repeat("asdf", 1000), strings.Repeat("0", 1000),
		},
		StrengthFair: {"velvet harbor", strings.Repeat("tulip ", 1000), "gelbe birnen", "Jo Miller velvet harbor", "aB3$x"},
		StrengthGood: {"fünf gelbe Birnen", "velvet harbor crayon", "aB3$xZ9q"},
		StrengthBest: {"velvet-harbor-crayon-lemon", "velvet harbor crayon lemon otter", "k7#Qm2!xV9$pL4wz"},
	} {
		for _, p := range passwords {
			got := PasswordStrength(p, "Jo Miller")
			if got != want {
				t.Errorf("%.40q: %v, want %v (%.1f bits)", p, got, want, passwordBits(p, "Jo Miller"))
			}
		}
	}
}

// What is suggested is good, whatever the words are.
func TestSuggestedPasswordsAreGood(t *testing.T) {
	for range 200 {
		p, err := core.SuggestPassword()
		if err != nil {
			t.Fatal(err)
		}
		if s := PasswordStrength(p, ""); s < StrengthGood {
			t.Errorf("%s: %v", p, s)
		}
	}
}

// More of a password is never called worse while it is typed, but where it
// becomes a word that everybody knows.
func TestStrengthGrows(t *testing.T) {
	const p = "velvet harbor 77 crayon"
	last := StrengthNone
	for n := range len(p) {
		s := PasswordStrength(p[:n], "")
		if s < last {
			t.Errorf("%q: %v after %v", p[:n], s, last)
		}
		last = s
	}
	if last != StrengthGood {
		t.Errorf("in the end it is %v", last)
	}
}

func TestStrengthHasWords(t *testing.T) {
	seen := map[string]bool{"": true}
	for s := StrengthWeak; s <= StrengthBest; s++ {
		if seen[s.Text()] {
			t.Errorf("%v says %q", s, s.Text())
		}
		seen[s.Text()] = true
	}
}
