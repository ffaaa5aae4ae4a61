package room

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"realtalk/core/wire"
)

func TestCleanName(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Alice", "Alice"},
		{"  Alice \t\n", "Alice"},
		{"Anna  Maria", "Anna Maria"},
		{"Anna\u00a0\u2003Maria", "Anna Maria"},
		{"\uff21\uff4c\uff49\uff43\uff45", "Alice"},
		{"Jose\u0301", "Jos\u00e9"},
		{"\ufb01n", "fin"},
		{"Ольга", "Ольга"},
		{"سارة", "سارة"},
		{"प्रिया", "प्रिया"},
		{"ก็", "ก็"},
		{"田中 さくら", "田中 さくら"},
		{"❤\ufe0f", "❤"},
		{"👍🏽", "👍🏽"},
		{"x<b>&'", "x<b>&'"},
		{"D’Arcy O'Brien", "D’Arcy O'Brien"},
		{"Rock 'n' Roll", "Rock 'n' Roll"},
		{strings.Repeat("x", 48), strings.Repeat("x", 48)},
		{strings.Repeat("田", 48), strings.Repeat("田", 48)},
	} {
		got, err := CleanName(c.in)
		if err != nil || got != c.want {
			t.Errorf("%q: %q, %v, want %q", c.in, got, err, c.want)
		}
	}
}

func TestCleanNameRefuses(t *testing.T) {
	for _, in := range []string{
		"", "   ", "\u3000", "\ufe0f",
		"a\x00b", "a\nb", "a\tb", "a\x1b[31mb", "a\u0085b", "a\x7fb",
		"a\u202eb", "a\u200eb", "a\u2066b", "a\u061cb",
		"a\u200bb", "a\u200db", "a\u2060b", "a\ufeffb", "a\u00adb", "a\U000e0041b",
		"a\u2028b", "a\u2029b",
		"a\u034fb", "\u3164", "\uffa0", "a\u115fb", "a\u1160b", "a\u17b4b", "\u2800", "a\u180eb",
		"\U0001d159", "\U00016fe4",
		"a\ue000b", "a\U0010fffdb", "a\uffffb", "a\u0378b", "a\ufff9b",
		"\u0301a", "a \u0301b", "z" + strings.Repeat("\u0335", 5), "\u00a8",
		"\xff", "a\xc3",
		"say \"hi\"", "a“b", "a”b", "a„b", "«a»", "a‟b", "a\uff02b",
		"a″b", "a‶b", "a‴b", "a''b", "a’’b", "a‘’b", "a‹‹b", "a״b", "a〞b", "aˮb", "a❞b",
		strings.Repeat("x", 49), strings.Repeat("\ufdfa", 3), strings.Repeat(" ", maxRawName+1),
	} {
		if got, err := CleanName(in); !errors.Is(err, ErrName) || got != "" {
			t.Errorf("%q: %q, %v", in, got, err)
		}
	}
}

// FuzzCleanName: a clean name is clean, within its limits, and like itself.
func FuzzCleanName(f *testing.F) {
	for _, s := range []string{"Alice", " a  b ", "Jose\u0301", "\u00a8", "❤\ufe0f", "a\u200db", "\ufdfa", "ͅΐ", "\u1e9bͅ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name, err := CleanName(s)
		if err != nil {
			return
		}
		again, err := CleanName(name)
		if err != nil || again != name {
			t.Fatalf("%q cleans to %q, then to %q, %v", s, name, again, err)
		}
		if n := utf8.RuneCountInString(name); n < 1 || n > maxNameRunes || len(name) > wire.MaxName || !utf8.ValidString(name) {
			t.Fatalf("%q has %d characters, %d bytes", name, n, len(name))
		}
		if fold(fold(name)) != fold(name) {
			t.Fatalf("%q folds to %q, then to %q", name, fold(name), fold(fold(name)))
		}
	})
}
