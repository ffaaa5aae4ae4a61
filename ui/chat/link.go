package chat

import (
	"net"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// span is a part of a text, by runes.
type span struct{ begin, end int }

// Link is an address of the web that somebody wrote.
type Link struct {
	URL     *url.URL // in plain characters: what is shown is what opens
	Host    string   // in plain characters
	Foreign bool     // the host was written with others
}

// findLinks finds the addresses that begin with http:// or https:// and can be
// written in plain characters (RFC 3986, RFC 5891).
func findLinks(runes []rune) []span {
	var found []span
	for i := 0; i < len(runes); i++ {
		n := scheme(runes[i:])
		if n == 0 || i > 0 && withinWord(runes[i-1]) {
			continue
		}
		end := i + n
		for end < len(runes) && !endsLink(runes[end]) {
			end++
		}
		end = trimLink(runes, i+n, end)
		if _, ok := ParseLink(string(runes[i:end])); ok {
			found = append(found, span{i, end})
		}
		i = max(i, end-1)
	}
	return found
}

// withinWord tells whether what follows a character goes on with its word. In
// scripts without spaces an address begins anywhere.
func withinWord(r rune) bool {
	return r < 0x2e80 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// scheme gives the length of "http://" or "https://" at the beginning, else 0.
func scheme(runes []rune) int {
	if runes[0] != 'h' && runes[0] != 'H' {
		return 0
	}
	for _, s := range []string{"http://", "https://"} {
		if len(runes) > len(s) && strings.EqualFold(string(runes[:len(s)]), s) {
			return len(s)
		}
	}
	return 0
}

// endsLink tells whether a character is in no address. What an address has only
// after escaping ends it, and the punctuation of scripts without spaces.
func endsLink(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("<>\"`\\^{|}“”„«»‹›‘’…", r) ||
		r >= 0x3000 && r <= 0x303f || r >= 0xff00 && unicode.IsPunct(r)
}

// trimLink leaves out what belongs to the sentence: punctuation at the end, and
// brackets that were opened before.
func trimLink(runes []rune, begin, end int) int {
	for ; end > begin; end-- {
		last := runes[end-1]
		if open, ok := brackets[last]; ok && count(runes[begin:end], open) < count(runes[begin:end], last) {
			continue
		}
		if !strings.ContainsRune(".,;:!?'*_~·،؛؟।", last) {
			break
		}
	}
	return end
}

var brackets = map[rune]rune{')': '(', ']': '['}

func count(runes []rune, r rune) (n int) {
	for _, x := range runes {
		if x == r {
			n++
		}
	}
	return n
}

// ParseLink reads an address that begins with http:// or https://, as it was
// written. It tells whether that can be opened.
func ParseLink(text string) (Link, bool) {
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" {
		return Link{}, false
	}
	host := strings.ToLower(u.Hostname())
	foreign := !plain(host)
	if foreign {
		if host, err = idna.Lookup.ToASCII(host); err != nil {
			return Link{}, false
		}
	}
	u.Host = withPort(host, u.Port())
	u.RawQuery = escape(u.RawQuery)
	if !plain(u.String()) {
		return Link{}, false
	}
	return Link{URL: u, Host: host, Foreign: foreign || strings.Contains("."+host, ".xn--")}, true
}

func withPort(host, port string) string {
	switch {
	case port != "":
		return net.JoinHostPort(host, port)
	case strings.Contains(host, ":"):
		return "[" + host + "]"
	}
	return host
}

// plain tells whether a text is of visible ASCII alone.
func plain(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

// escape writes as %XX what is not plain.
func escape(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c > ' ' && c <= '~' {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}
