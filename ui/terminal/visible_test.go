package terminal

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestVisible(t *testing.T) {
	for _, c := range []struct{ name, in, text, asName string }{
		{"plain", "Hey, what's up?", "Hey, what's up?", "Hey, what's up?"},
		{"lines", "a\nb\tc", "a\nb\tc", "a␊b␉c"},
		{"windows lines", "a\r\nb", "a\nb", "a␍␊b"},
		{"carriage return", "me: hi\rBob: hi", "me: hi␍Bob: hi", "me: hi␍Bob: hi"},
		{"clear screen", "\x1b[2J", "␛[2J", "␛[2J"},
		{"title", "\x1b]0;pwned\a", "␛]0;pwned␇", "␛]0;pwned␇"},
		{"C1 CSI", "\u009b2J", "<U+009B>2J", "<U+009B>2J"},
		{"raw C1 byte", "\x9b2J", "\ufffd2J", "\ufffd2J"},
		{"backspace and delete", "a\b\x7f", "a␈␡", "a␈␡"},
		{"nul", "\x00", "␀", "␀"},
		{"override", "\u202etxt.exe", "<U+202E>txt.exe", "<U+202E>txt.exe"},
		{"isolates", "\u2066a\u2069", "<U+2066>a<U+2069>", "<U+2066>a<U+2069>"},
		{"marks", "\u200e\u200f\u061c", "<U+200E><U+200F><U+061C>", "<U+200E><U+200F><U+061C>"},
		{"zero width", "Bo\u200bb\u200cx\u200dy", "Bo<U+200B>b<U+200C>x<U+200D>y", "Bo<U+200B>b<U+200C>x<U+200D>y"},
		{"separators", "a\u2028b\u2029c", "a<U+2028>b<U+2029>c", "a<U+2028>b<U+2029>c"},
		{"byte order mark", "\ufeffa", "<U+FEFF>a", "<U+FEFF>a"},
		{"tags", "a\U000e0041", "a<U+E0041>", "a<U+E0041>"},
		{"hangul filler", "a\u3164", "a<U+3164>", "a<U+3164>"},
		{"family", "👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧", "👨<U+200D>👩<U+200D>👧"},
		{"heart", "❤\ufe0f", "❤\ufe0f", "❤<U+FE0F>"},
		{"heart on fire", "❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥", "❤<U+FE0F><U+200D>🔥"},
		{"skin", "👩🏽\u200d🚀", "👩🏽\u200d🚀", "👩🏽<U+200D>🚀"},
		{"keycap", "1\ufe0f\u20e3", "1\ufe0f\u20e3", "1<U+FE0F>\u20e3"},
		{"Persian", "می\u200cخواهم", "می\u200cخواهم", "می<U+200C>خواهم"},
		{"Hindi", "क्\u200dष", "क्\u200dष", "क्<U+200D>ष"},
		{"accents", "Zoë Łukasz 李明", "Zoë Łukasz 李明", "Zoë Łukasz 李明"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Visible(c.in); got != c.text {
				t.Errorf("text %q, want %q", got, c.text)
			}
			if got := visibleName(c.in); got != c.asName {
				t.Errorf("name %q, want %q", got, c.asName)
			}
		})
	}
}

func FuzzVisible(f *testing.F) {
	for _, s := range []string{
		"", "hello", "a\nb", "\x1b[31mred\x1b[0m", "\x1b]8;;http://x\x1b\\", "\u202e", "\x9b", "a\r\n\r", "❤\ufe0f\u200d🔥",
		"\u200d\u200d", "می\u200cخواهم", "\xff\xfe", "\u2066\u2069\u061c", "\U000e0041", "\ufe0f", "1\ufe0f\u20e3",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text, name := Visible(s), visibleName(s)
		for _, out := range []string{text, name} {
			if !utf8.ValidString(out) {
				t.Fatalf("%q: not UTF-8: %q", s, out)
			}
			if strings.ContainsFunc(out, dangerous) {
				t.Fatalf("%q: still dangerous: %q", s, out)
			}
		}
		if strings.ContainsAny(name, "\n\t") {
			t.Fatalf("%q: name has layout: %q", s, name)
		}
		if again := Visible(text); again != text {
			t.Fatalf("%q: %q becomes %q", s, text, again)
		}
	})
}

// dangerous names, independently of the code, what must never reach a screen.
func dangerous(r rune) bool {
	return r != '\n' && r != '\t' && unicode.IsControl(r) ||
		r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 ||
		strings.ContainsRune("\u200b\u200e\u200f\u061c\u2028\u2029\u2060\ufeff", r)
}
