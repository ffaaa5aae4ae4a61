package nearby

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestCleanName(t *testing.T) {
	for raw, want := range map[string]string{
		"":                                      "",
		"Anna's kitchen":                        "Anna's kitchen",
		"  two\t\n words \u00a0\u3000":          "two words",
		"日本語のチャット":                              "日本語のチャット",
		"Ängström":                              "Ängström",
		`say "yes" “now”`:                       "say yes now",
		"\x00\x1b[31mred\x7f":                   "[31mred",
		"ab\u202eevil\u2066\u200fz":             "abevilz",
		"zero\u200bwidth\ufeff\u00ad":           "zerowidth",
		"\u3164\u115f\u2800":                    "",
		"bad\xff\xfeutf8":                       "badutf8",
		"\u0301accent on nothing":               "accent on nothing",
		"a" + strings.Repeat("\u0301", 9) + "b": "a" + strings.Repeat("\u0301", maxMarks) + "b",
		"private \ue000 use":                    "private use",
		"smile 🙂":                               "smile 🙂",
		strings.Repeat("x", 60):                 strings.Repeat("x", 48),
		strings.Repeat("é", 60):                 strings.Repeat("é", 48),
		strings.Repeat("y", 47) + " z":          strings.Repeat("y", 47),
		strings.Repeat("y", 48) + " z":          strings.Repeat("y", 48),
	} {
		if got := cleanName(raw); got != want {
			t.Errorf("%q becomes %q, not %q", raw, got, want)
		}
	}
}

func FuzzName(f *testing.F) {
	for _, seed := range []string{"", "Anna's kitchen", " a\u0301\u202e \u200b\xff", strings.Repeat("ab ", 40), `"\`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) { checkName(t, cleanName(raw)) })
}

func checkName(t *testing.T, name string) {
	t.Helper()
	if !utf8.ValidString(name) || utf8.RuneCountInString(name) > MaxName || strings.TrimSpace(name) != name || strings.Contains(name, "  ") {
		t.Errorf("%q is no name", name)
	}
	for _, r := range name {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(quotes, r) {
			t.Errorf("%q has %U", name, r)
		}
	}
	if again := cleanName(name); again != name {
		t.Errorf("%q becomes %q", name, again)
	}
}
