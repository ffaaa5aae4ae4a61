package chat

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// set breaks a text into lines in which every character is as wide as 1.
func set(text string, width float32) ([]line, []rune) {
	runes := []rune(text)
	return setLines(runes, findLinks(runes), width, func(s string) float32 { return float32(utf8.RuneCountInString(s)) }), runes
}

// drawn gives a line as it looks.
func drawn(l line) string {
	var b strings.Builder
	for _, r := range l.runs {
		b.WriteString(r.text)
	}
	return b.String()
}

func TestLines(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float32
		want  string
	}{
		{"", 10, ""},
		{"one two three", 100, "one two three"},
		{"one two three", 7, "one two|three"},
		{"one two three", 8, "one two|three"},
		{"one\n\ntwo\n", 8, "one||two|"},
		{"  indented", 20, "  indented"},
		{"abcdefghij", 4, "abcd|efgh|ij"},
		{"ab abcdefghij cd", 4, "ab|abcd|efgh|ij|cd"},
		{"well-known", 6, "well-|known"},
		{"你好世界", 2, "你好|世界"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301|e\u0301|e\u0301"},
		{strings.Repeat("word ", 60), 300, strings.Repeat("word ", 59) + "word"},
	} {
		all, _ := set(c.text, c.width)
		var got []string
		for _, l := range all {
			got = append(got, drawn(l))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q in %v: %q, want %q", c.text, c.width, s, c.want)
		}
	}
}

// What is drawn from left to right looks as it is read. Letters from right to left
// are turned round by the toolkit, run by run.
func TestLinesFromRightToLeft(t *testing.T) {
	for text, want := range map[string]struct {
		drawn string
		rtl   bool
	}{
		"hello":               {"hello", false},
		"שלום":                {"שלום", true},
		"שלום!":               {"!שלום", true},
		"(שלום)":              {"(שלום)", true},
		"123 שלום":            {"שלום 123", true},
		"say שלום now":        {"say שלום now", false},
		"אבג abc דהו":         {"דהו abc אבג", true},
		"see https://a.b אבג": {"see https://a.b אבג", false},
		"אבג https://a.b/c.":  {".https://a.b/c אבג", true},
	} {
		all, _ := set(text, 100)
		if got := drawn(all[0]); got != want.drawn || all[0].rtl != want.rtl {
			t.Errorf("%q looks like %q, from the right: %v", text, got, all[0].rtl)
		}
	}
}

func TestEachParagraphHasItsSide(t *testing.T) {
	all, _ := set("שלום\nhello\n123", 100)
	if got := fmt.Sprint(all[0].rtl, all[1].rtl, all[2].rtl); got != "true false true" {
		t.Fatalf("from the right: %s", got)
	}
}

func TestLinksAreRunsOfTheirOwn(t *testing.T) {
	all, runes := set("see https://example.org/a-b and http://b.example", 15)
	found := map[int]string{}
	for _, l := range all {
		for _, r := range l.runs {
			if r.link > 0 {
				found[r.link] += string(runes[r.begin:r.end])
			}
		}
	}
	if len(found) != 2 || found[1] != "https://example.org/a-b" || found[2] != "http://b.example" {
		t.Fatalf("found %v", found)
	}
}

// Whatever a text holds: each character stands on one line, once, in order.
func FuzzLines(f *testing.F) {
	for _, s := range []string{
		"one two https://a.example/b three", "שלום (abc) 12:30\nمرحبا", "e\u0301\u0301\u0301 👩‍👩‍👧🇫🇷", "a\tb\u00a0c\u2028d\u2029e", "\u200f\u200e\u2067x",
		strings.Repeat("x", 300), strings.Repeat("א ", 200), "\n\n \n",
	} {
		f.Add(s, uint8(7))
	}
	f.Fuzz(func(t *testing.T, s string, width uint8) {
		if !utf8.ValidString(s) || len(s) > 4000 {
			return
		}
		all, runes := set(s, float32(width))
		next := 0
		for _, l := range all {
			if l.begin != next || l.end < l.begin || l.next < l.end {
				t.Fatalf("%q: a line from %d to %d, then %d; expected at %d", s, l.begin, l.end, l.next, next)
			}
			next = l.next
			shown := map[int]bool{}
			for _, r := range l.runs {
				for i := r.begin; i < r.end; i++ {
					if shown[i] || i < l.begin || i >= l.end {
						t.Fatalf("%q: character %d stands twice, or outside its line", s, i)
					}
					shown[i] = true
				}
			}
			if len(shown) != l.end-l.begin {
				t.Fatalf("%q: %d of %d characters are drawn", s, len(shown), l.end-l.begin)
			}
		}
		if next != len(runes)+1 {
			t.Fatalf("%q: the lines end at %d of %d", s, next, len(runes))
		}
	})
}
