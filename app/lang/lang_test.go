package lang

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// speak speaks a language until the test ends.
func speak(t *testing.T, tag string) {
	t.Helper()
	Use(tag)
	t.Cleanup(func() { Use(English) })
}

func TestTheNearestLanguageIsSpoken(t *testing.T) {
	for wanted, want := range map[string]string{
		"":           "en",
		"en-GB":      "en",
		"de":         "de",
		"de-AT":      "de",
		"de_CH":      "de",
		"pt-BR":      "pt",
		"pt-PT":      "pt",
		"zh-CN":      "zh",
		"zh-Hans-SG": "zh",
		"es-419":     "es",
		"ar-EG":      "ar",
		"cy":         "en",
		"not a tag":  "en",
	} {
		speak(t, wanted)
		if Now() != want {
			t.Errorf("for %q it speaks %s", wanted, Now())
		}
	}
}

func TestWhatHasNoTranslationIsEnglish(t *testing.T) {
	speak(t, "de")
	if got := Say("Nobody has translated %s.", "this"); got != "Nobody has translated this." {
		t.Error(got)
	}
	if got := Count(1, "A sentence of %d word.", "A sentence of %d words."); got != "A sentence of 1 word." {
		t.Error(got)
	}
}

func TestWordsOfOthersAreNoVerbs(t *testing.T) {
	for _, c := range Choices() {
		speak(t, c.Tag)
		if got := Say("%s left the chat.", "%d {{.PluralCount}}"); !strings.Contains(got, "%d {{.PluralCount}}") {
			t.Errorf("%s: %s", c.Tag, got)
		}
	}
}

func TestDatesNumbersAndCountriesAreOfTheLanguage(t *testing.T) {
	day := time.Date(2026, 5, 3, 14, 5, 0, 0, time.UTC)
	for tag, want := range map[string][4]string{
		"en": {"3 May 2026", "3 May", "1234.5", "Germany"},
		"de": {"3. Mai 2026", "3. Mai", "1234,5", "Deutschland"},
		"es": {"3 de mayo de 2026", "3 de mayo", "1234,5", "Alemania"},
		"fr": {"3 mai 2026", "3 mai", "1234,5", "Allemagne"},
		"pt": {"3 de maio de 2026", "3 de maio", "1234,5", "Alemanha"},
		"ru": {"3 мая 2026", "3 мая", "1234,5", "Германия"},
		"ar": {"3 مايو 2026", "3 مايو", "1234.5", "ألمانيا"},
		"hi": {"3 मई 2026", "3 मई", "1234.5", "जर्मनी"},
		"zh": {"2026年5月3日", "5月3日", "1234.5", "德国"},
		"ja": {"2026年5月3日", "5月3日", "1234.5", "ドイツ"},
	} {
		if tag != English && !slices.Contains(finished, tag) {
			continue
		}
		speak(t, tag)
		if got := [4]string{Date(day), DayMonth(day), Number(1234.5, 1), Country("DE")}; got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
		if Clock(day) != "14:05" || Country("ZZ") != "" || Country("QQ") != "" || Country("") != "" {
			t.Errorf("%s: %s, %q, %q, %q", tag, Clock(day), Country("ZZ"), Country("QQ"), Country(""))
		}
	}
}

func TestEveryMonthHasItsName(t *testing.T) {
	for _, c := range Choices() {
		speak(t, c.Tag)
		seen := map[string]bool{}
		for m := time.January; m <= time.December; m++ {
			seen[month(m)] = true
		}
		if len(seen) != 12 {
			t.Errorf("%s has %d months", c.Tag, len(seen))
		}
	}
}

func TestSentencesFollowEachOther(t *testing.T) {
	for tag, want := range map[string]string{"en": "A. B.", "ja": "A.B."} {
		speak(t, tag)
		if got := Sentences("", "A.", "", "B."); got != want {
			t.Errorf("%s: %q", tag, got)
		}
	}
	speak(t, English)
	if got := And("a", "b", "c") + And(); got != "a and b and c" {
		t.Error(got)
	}
}
