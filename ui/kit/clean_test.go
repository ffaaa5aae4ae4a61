package kit

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTextIsHarmless(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                            "plain",
		"two\nlines":                       "two\nlines",
		"dos\r\nlines":                     "dos\nlines",
		"a\u2028b":                         "a\nb",
		"\ttab":                            "    tab",
		"evil \u202etxt.exe":               "evil txt.exe",
		"\u2066isolated\u2069":             "isolated",
		"zero\u200bwidth\ufeff":            "zerowidth",
		"esc\x1b[31m":                      "esc[31m",
		"bell\a\x00":                       "bell",
		"tag\U000e0041":                    "tag",
		"filler\u3164":                     "filler",
		"family 👨\u200d👩\u200d👧":           "family 👨\u200d👩\u200d👧",
		"e" + strings.Repeat("\u0301", 50): "e" + strings.Repeat("\u0301", 4),
	} {
		if got := Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNameIsOneShortLine(t *testing.T) {
	if got := Name(" Anna\n\tB  \u202eeve "); got != "Anna B eve" {
		t.Errorf("got %q", got)
	}
	if got := Name(strings.Repeat("ö", 300)); utf8.RuneCountInString(got) != nameRunes+1 || !strings.HasSuffix(got, "…") {
		t.Errorf("got %q", got)
	}
}

func TestShownIsBounded(t *testing.T) {
	for _, long := range []string{strings.Repeat("x", 64<<10), strings.Repeat("\n", 64<<10), strings.Repeat("日\n", 9000)} {
		shown, cut := Shown(long)
		if !cut || utf8.RuneCountInString(shown) > shownRunes || strings.Count(shown, "\n") >= shownLines || !utf8.ValidString(shown) {
			t.Errorf("%d runes, %d lines, cut %v", utf8.RuneCountInString(shown), strings.Count(shown, "\n"), cut)
		}
	}
	if shown, cut := Shown("short"); cut || shown != "short" {
		t.Errorf("short text: %q, %v", shown, cut)
	}
}

func FuzzText(f *testing.F) {
	f.Add("plain\ntext")
	f.Add("\u202e\u0301\u0301\x00\xff👨\u200d👩")
	f.Fuzz(func(t *testing.T, s string) {
		clean := Text(s)
		for _, r := range clean {
			if r != '\n' && hidden(r) {
				t.Fatalf("%q is left in %q", r, clean)
			}
		}
		if again := Text(clean); again != clean {
			t.Fatalf("cleaned twice: %q, then %q", clean, again)
		}
		if strings.Contains(Name(s), "\n") {
			t.Fatalf("a name of two lines: %q", Name(s))
		}
	})
}
