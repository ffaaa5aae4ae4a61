package lang

import (
	"maps"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// untranslated are literals that look like words and are none to translate.
var untranslated = []string{
	// Names, of the program and of the languages.
	"Real Talk", "English", "Deutsch", "Español", "Français", "Português", "Русский",
	// The code of no country.
	"ZZ",
	// The head of a file that other computers read.
	"# Real Talk: addresses that are kept out\n",
	// The fields of Debian's list of copyrights.
	"Files", "Copyright", "License",
	// What Fyne writes to the log, and what the log is told of a fault in this program.
	"Preferences load error:", "Failed to create fyne cache space", "Failed to create app cache space",
	"failed to watch theme settings", "Fyne error:", "event without words: %T",
	// The program that draws the icons when Real Talk is built.
	"usage: icon SIDE FILE [dot]", "SIDE is a number of pixels up to 4096",
}

var words = regexp.MustCompile(`\pL+ \pL+|^\p{Lu}\pL+`)

// looksLikeWords tells whether a literal may be something to read: two words, or
// one with a capital letter.
func looksLikeWords(s string) bool { return words.MatchString(s) }

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// isWidget tells whether a function puts its words on the screen as they are.
func isWidget(name string) bool {
	for _, p := range []string{"widget.New", "canvas.NewText", "dialog.", "fyne.NewMenu", "container.NewTabItem"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

func TestNothingBypassesTheLanguage(t *testing.T) {
	aside := maps.Clone(ofSource(t).aside)
	for _, s := range untranslated {
		if !aside[s] {
			t.Errorf("the list of what is not translated has %q for nothing", s)
		}
		delete(aside, s)
	}
	for s := range aside {
		t.Errorf("%q is not said by lang.Say or lang.Count", s)
	}
}

func TestSentencesAreLiterals(t *testing.T) {
	for _, where := range ofSource(t).wrong {
		t.Errorf("%s: the sentence cannot be found", where)
	}
}

func TestNothingIsSaidBeforeALanguageIsChosen(t *testing.T) {
	for _, where := range ofSource(t).early {
		t.Errorf("%s: a variable of a package keeps the language of the start", where)
	}
}
