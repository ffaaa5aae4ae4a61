package lang

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// finished are the languages into which everything is translated.
var finished = []string{"de", "es", "fr", "pt", "ru", "ar", "hi", "zh", "ja"}

func TestEveryLanguageIsFinished(t *testing.T) {
	offered := []string{}
	for _, c := range Choices()[1:] {
		offered = append(offered, c.Tag)
	}
	if !slices.Equal(finished, offered) {
		t.Errorf("%v can be chosen, %v are finished", offered, finished)
	}
}

// entry is the translation of a sentence: its plural forms by their names, or
// the one form called "other".
type entry map[string]string

func (e *entry) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) == nil {
		*e = entry{"other": s}
		return nil
	}
	forms := map[string]string{}
	err := json.Unmarshal(b, &forms)
	*e = forms
	return err
}

// translations reads the file of a language.
func translations(t *testing.T, tag string) map[string]entry {
	t.Helper()
	b, err := files.ReadFile("words/" + tag + ".json")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]entry{}
	if err := json.Unmarshal(b, &found); err != nil {
		t.Fatalf("%s: %v", tag, err)
	}
	return found
}

// foreach tests every translation of a sentence that the source has, while its
// language is spoken.
func foreach(t *testing.T, check func(t *testing.T, tag string, s said, e entry)) {
	t.Helper()
	sentences := ofSource(t).sentences
	for _, c := range Choices()[1:] {
		t.Run(c.Tag, func(t *testing.T) {
			speak(t, c.Tag)
			found := translations(t, c.Tag)
			for _, key := range slices.Sorted(maps.Keys(found)) {
				if s, ok := sentences[key]; ok {
					check(t, c.Tag, s, found[key])
				}
			}
		})
	}
}

func TestEverySentenceIsTranslated(t *testing.T) {
	sentences := ofSource(t).sentences
	for _, tag := range finished {
		found := translations(t, tag)
		for _, key := range slices.Sorted(maps.Keys(sentences)) {
			if _, ok := found[key]; !ok {
				t.Errorf("%s: %s: no translation of %q", tag, sentences[key].where, key)
			}
		}
		for _, key := range slices.Sorted(maps.Keys(found)) {
			if _, ok := sentences[key]; !ok {
				t.Errorf("%s: nobody says %q any more", tag, key)
			}
		}
	}
}

// The library takes some words for names of plural forms, and "{{" for the
// beginning of a template: what it says must be what the file has.
func TestWhatIsSaidIsWhatTheFileHas(t *testing.T) {
	foreach(t, func(t *testing.T, tag string, s said, e entry) {
		values := samples(s.many)
		if s.one == "" {
			if got, want := Say(s.many, values...), fill(e["other"], values); got != want {
				t.Errorf("%q is said as %q, not %q", s.many, got, want)
			}
			return
		}
		for form, numbers := range formsOf(tag) {
			for _, n := range numbers {
				if got, want := Count(n, s.one, s.many, values...), fill(e[form], values); got != want {
					t.Errorf("%q is said of %d as %q, not %q", s.many, n, got, want)
				}
			}
		}
	})
}

func TestPluralFormsAreThoseOfTheLanguage(t *testing.T) {
	foreach(t, func(t *testing.T, tag string, s said, e entry) {
		want := []string{"other"}
		if s.one != "" {
			forms := formsOf(tag)
			forms["other"] = nil // for fractions, where it is for no whole number
			want = slices.Sorted(maps.Keys(forms))
		}
		if got := slices.Sorted(maps.Keys(e)); !slices.Equal(got, want) {
			t.Errorf("%q has the forms %v, not %v", s.many, got, want)
		}
	})
}

// formsOf gives the plural forms of a language, each with the numbers up to 200
// that it is for.
func formsOf(tag string) map[string][]int {
	names := map[plural.Form]string{
		plural.Zero: "zero", plural.One: "one", plural.Two: "two",
		plural.Few: "few", plural.Many: "many", plural.Other: "other",
	}
	forms := map[string][]int{}
	for n := range 201 {
		name := names[plural.Cardinal.MatchPlural(language.MustParse(tag), n, 0, 0, 0, 0)]
		forms[name] = append(forms[name], n)
	}
	return forms
}

// A number may be missing in a form that is for one number alone, or for one and
// none.
func TestVerbsAreThoseOfTheSentence(t *testing.T) {
	foreach(t, func(t *testing.T, tag string, s said, e entry) {
		for form, text := range e {
			numbers := formsOf(tag)[form]
			exact := s.one != "" && (len(numbers) == 1 || slices.Equal(numbers, []int{0, 1}))
			want, got := verbs(s.many), verbs(text)
			if exact && len(got) < len(want) {
				want = slices.DeleteFunc(want, func(v string) bool { return strings.HasSuffix(v, "d") && !slices.Contains(got, v) })
			}
			if !slices.Equal(got, want) {
				t.Errorf("%q has the verbs %v, but %q (%s) has %v", s.many, want, text, form, got)
			}
			if filled := fill(text, samples(s.many)); strings.Contains(filled, "%!") {
				t.Errorf("%q is said as %q", s.many, filled)
			}
		}
	})
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?([0-9.+#-]*[a-zA-Z%])`)

// verbs gives the parameters of a sentence, each with its place: "1s". A
// parameter that is said twice is there once.
func verbs(text string) []string {
	var found []string
	next := 1
	for _, m := range verb.FindAllStringSubmatch(text, -1) {
		if m[1] != "" {
			_, _ = fmt.Sscan(m[1], &next)
		}
		found = append(found, fmt.Sprint(next, m[2]))
		next++
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// samples gives parameters that suit a sentence.
func samples(text string) []any {
	values := []any{}
	for _, v := range verbs(text) {
		switch v[len(v)-1] {
		case 'd':
			values = append(values, 5)
		case 'f':
			values = append(values, 5.5)
		default:
			values = append(values, "name")
		}
	}
	return values
}

// A sentence keeps its kind: a question stays one, and a button gets no stop.
func TestSentencesEndAsTheEnglishOnes(t *testing.T) {
	foreach(t, func(t *testing.T, _ string, s said, e entry) {
		for _, text := range e {
			if text == "" || strings.TrimSpace(text) != text && strings.TrimSpace(s.many) == s.many {
				t.Errorf("%q is translated with spaces around it: %q", s.many, text)
			}
			if got, want := ending(text), ending(s.many); got != want {
				t.Errorf("%q ends with %q, but %q with %q", s.many, want, text, got)
			}
		}
	})
}

// ending is the last character, made that of English.
func ending(text string) string {
	text = strings.TrimRight(text, "”»“」’ \u00a0\u202f")
	for mark, others := range map[string]string{".": ".。।", "?": "?？؟", ":": ":：", "…": "…", ")": ")）", "!": "!！"} {
		for _, o := range others {
			if strings.HasSuffix(text, string(o)) {
				return mark
			}
		}
	}
	return ""
}

// quotes are the quotation marks of a language.
var quotes = map[string][2]string{
	"de": {"„", "“"},
	"es": {"«", "»"},
	"fr": {"«\u00a0", "\u00a0»"},
	"pt": {"“", "”"},
	"ru": {"«", "»"},
	"ar": {"«", "»"},
	"hi": {"“", "”"},
	"zh": {"“", "”"},
	"ja": {"「", "」"},
}

var quoted = regexp.MustCompile(`“([^”]*)”`)

// What is quoted stays quoted, and a button is called what is written on it.
func TestButtonsAreCalledWhatTheySay(t *testing.T) {
	sentences := ofSource(t).sentences
	foreach(t, func(t *testing.T, tag string, s said, e entry) {
		found := quoted.FindAllStringSubmatch(s.many, -1)
		for _, text := range e {
			if n := strings.Count(text, quotes[tag][0]); n != len(found) {
				t.Errorf("%q quotes %d things, but %q %d", s.many, len(found), text, n)
			}
			for _, m := range found {
				name := m[1]
				if _, ok := sentences[name]; ok {
					name = Say(name)
				} else if !strings.HasPrefix(name, "%") && !slices.Contains(literal, name) {
					t.Errorf("%q speaks of %q, which nothing is called", s.many, name)
					continue
				}
				if want := quotes[tag][0] + name + quotes[tag][1]; !strings.Contains(text, want) {
					t.Errorf("%q does not say %s", text, want)
				}
			}
		}
	})
}

// literal is what is quoted without being a button.
var literal = []string{"rt"}

// same are translations that are as the English, and rightly so.
var same = map[string][]string{
	"*":  {"%d %s", "%d %s %d", "%s, %s", "%s (%s): %s", "%s (%d)", "Real Talk %s.txt", "Real Talk %s.asc", "%.1f MB", "203.0.113.7", "OpenPGP (GPG)", "%s: %s", "Ctrl", "Tab", "Enter", "Esc"},
	"es": {"Chat", "Internet"},
	"pt": {"Chat", "Internet"},
	"fr": {"Contacts", "Note", "Internet"},
	"de": {"April", "August", "September", "November", "Chat", "Details", "Passphrase", "Internet", "Version %s"},
}

func TestNothingIsLeftInEnglish(t *testing.T) {
	foreach(t, func(t *testing.T, tag string, s said, e entry) {
		for _, text := range e {
			if text == s.many && !slices.Contains(same["*"], text) && !slices.Contains(same[tag], text) {
				t.Errorf("%q is not translated", text)
			}
		}
	})
}
