package punch_test

import (
	"strings"
	"testing"

	"realtalk/core/reach/punch"
)

// pasted gives texts that hold the second golden line, and nothing else that
// is one.
func pasted() map[string]string {
	line := golden[1].line
	wide := strings.Map(func(r rune) rune { return r - '!' + 0xFF01 }, line)
	return map[string]string{
		"alone":               line,
		"in a sentence":       "Here it is: “" + line + "”. See you – Ann",
		"words right behind":  line + " thanks a lot everybody",
		"upper case":          "HELLO\r\n" + strings.ToUpper(line) + "\r\n",
		"no space around":     "reply>" + line + "<reply",
		"broken by mail":      "Hi,\r\n" + line[:30] + "\r\n" + line[30:] + "\r\n-- \r\nBob",
		"quoted and broken":   "> " + line[:9] + "\n> " + line[9:40] + "\n> " + line[40:],
		"quoted-printable":    line[:25] + "=\r\n" + line[25:],
		"hyphenated":          line[:25] + "-\n" + line[25:],
		"in groups":           line[:9] + " " + line[9:14] + " " + line[14:19] + " " + line[19:],
		"invisible":           line[:12] + "\u200b\u00ad" + line[12:] + "\u2060",
		"full width":          wide,
		"a dash for a hyphen": "rt‑" + line[3:],
		"markup":              "<p><b>" + line + "</b></p>",
		"named before":        "Send back the line that begins with rt-reply: to your friend.\n\n" + line,
		"after a broken one":  golden[1].line[:30] + "\n\n" + line,
		"after a wrong one":   "rt-reply:" + strings.Repeat("a", 60) + "\n" + line,
		"after a newer one":   "rt-reply:e" + line[10:] + "\n" + line,
		"broken bytes":        "\xff\xfe" + line + "\xff",
		"far down":            strings.Repeat("Hello, how are you? ", 3000) + line,
	}
}

func TestFindReply(t *testing.T) {
	for name, text := range pasted() {
		if r, ok := punch.FindReply(text); !ok || !same(r, golden[1].reply) {
			t.Errorf("%s: %v, %v", name, r.Addresses, ok)
		}
	}
}

func TestFindNoReply(t *testing.T) {
	line := golden[1].line
	for name, text := range map[string]string{
		"nothing":         "",
		"a join line":     "rt 203.0.113.2 40213",
		"a name":          "rt-reply:",
		"cut off":         line[:len(line)-1],
		"wrong":           line[:20] + "a" + line[21:],
		"a private place": punch.Reply{Addresses: ports("192.168.1.1:0")}.String(),
		"beyond the end":  strings.Repeat("x ", 40_000) + line,
	} {
		if r, ok := punch.FindReply(text); ok {
			t.Errorf("%s: found %v", name, r.Addresses)
		}
	}
}
