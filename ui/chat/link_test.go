package chat

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// written gives the addresses in a text as they were written.
func written(text string) (all []string) {
	runes := []rune(text)
	for _, l := range findLinks(runes) {
		all = append(all, string(runes[l.begin:l.end]))
	}
	return all
}

func TestLinksAreFound(t *testing.T) {
	for text, want := range map[string]string{
		"see https://example.org/a?b=c#d now":            "https://example.org/a?b=c#d",
		"HTTP://EXAMPLE.ORG.":                            "HTTP://EXAMPLE.ORG",
		"(https://example.org/a_(b)), and more":          "https://example.org/a_(b)",
		"[https://example.org/x]":                        "https://example.org/x",
		"“https://example.org”":                          "https://example.org",
		"https://a.example,https://b.example":            "https://a.example,https://b.example",
		"https://a.example/ and\nhttp://b.example:8080/": "https://a.example/ http://b.example:8080/",
		"请看https://example.org/路径。谢谢":                    "https://example.org/路径",
		"请看 https://example.org/路径。谢谢":                   "https://example.org/路径",
		"http://[2001:db8::1]:80/x":                      "http://[2001:db8::1]:80/x",
		"https://bücher.example/ü":                       "https://bücher.example/ü",
		"https://":                                       "",
		"https:///nothing":                               "",
		"http://…":                                       "",
		"xhttps://example.org":                           "",
		"javascript:alert(1) file:///etc ftp://x.org":    "",
		"https://exa mple.org":                           "https://exa",
		"https://a.example!!!":                           "https://a.example",
		"no address at all":                              "",
	} {
		if got := strings.Join(written(text), " "); got != want {
			t.Errorf("%q: found %q, want %q", text, got, want)
		}
	}
}

func TestLinkIsPlain(t *testing.T) {
	for text, want := range map[string]struct {
		opens, host string
		foreign     bool
	}{
		"https://Example.org/ü?q=ß x":      {},
		"https://Example.org/ü?q=ß#é":      {"https://example.org/%C3%BC?q=%C3%9F#%C3%A9", "example.org", false},
		"https://bücher.example":           {"https://xn--bcher-kva.example", "xn--bcher-kva.example", true},
		"https://аpple.example/login":      {"https://xn--pple-43d.example/login", "xn--pple-43d.example", true},
		"https://xn--pple-43d.example":     {"https://xn--pple-43d.example", "xn--pple-43d.example", true},
		"https://bank.example@evil.test/x": {"https://bank.example@evil.test/x", "evil.test", false},
		"http://[2001:DB8::1]/":            {"http://[2001:db8::1]/", "2001:db8::1", false},
		"http://127.0.0.1:8080/a":          {"http://127.0.0.1:8080/a", "127.0.0.1", false},
	} {
		link, ok := ParseLink(text)
		if want.opens == "" {
			if ok && strings.Contains(link.URL.String(), " ") {
				t.Errorf("%q opens %q", text, link.URL)
			}
			continue
		}
		if !ok || link.URL.String() != want.opens || link.Host != want.host || link.Foreign != want.foreign {
			t.Errorf("%q: %v opens %v at %q, foreign %v", text, ok, link.URL, link.Host, link.Foreign)
		}
	}
}

// Whatever a text holds, what opens is a plain address of the web.
func FuzzLinks(f *testing.F) {
	for _, s := range []string{
		"https://example.org/a(b)", "http://ü.example:80/%zz?q=\u202e#x y", "https://[::1%25eth0]/", "http://a\u0301.example", "https://user:pw@h/",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		last := 0
		runes := []rune(s)
		for _, l := range findLinks(runes) {
			if l.begin < last || l.end <= l.begin || l.end > len(runes) {
				t.Fatalf("%q: a link from %d to %d", s, l.begin, l.end)
			}
			last = l.end
			link, ok := ParseLink(string(runes[l.begin:l.end]))
			opens := link.URL.String()
			if !ok || !plain(opens) || link.Host == "" || !strings.HasPrefix(opens, "http://") && !strings.HasPrefix(opens, "https://") {
				t.Fatalf("%q: %v opens %q at %q", s, ok, opens, link.Host)
			}
			again, ok := ParseLink(opens)
			if !ok || again.URL.String() != opens || again.Host != link.Host {
				t.Fatalf("%q: %q opens as %v at %q", s, opens, again.URL, again.Host)
			}
		}
	})
}
