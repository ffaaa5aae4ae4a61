package nearby

import (
	"errors"
	"net/netip"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of what a neighbour can make a list hold.
const (
	MaxChats = 32
	MaxWays  = 8
	MaxName  = 48 // characters
)

// ErrChat: a chat without a usable tag or port.
var ErrChat = errors.New("a chat that cannot be announced")

// Chat is a chat as its neighbours see it.
type Chat struct {
	// Name is what the host lets be shown; it may be empty. What Browse gives
	// has no control, invisible or quotation characters and MaxName runes at
	// most, and is the word of a stranger.
	Name string

	// Tag tells chats apart: 1 to 32 of the characters a-z and 0-9.
	Tag string

	// Ways lead to it, best first. For Announce they say where the chat listens:
	// :: stands for every address that the computer has at the time, 0.0.0.0 for
	// every IPv4 address. All have the port of the first.
	Ways []netip.AddrPort
}

var tagForm = regexp.MustCompile(`^[a-z0-9]{1,32}$`)

// hidden leave no ink and are in no table of such characters.
const hidden = "\u2800\U0001d159\U00016fe4"

// quotes could end the quotation marks that a name is shown in.
const quotes = "\"“”„‟«»″〝〞〟＂"

// maxMarks is how many accents may stand over one letter.
const maxMarks = 4

// cleanName gives the name that may be shown for s, whatever s is.
func cleanName(s string) string {
	var b strings.Builder
	runes, marks, space := 0, maxMarks, false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			space, marks = runes > 0, maxMarks
			continue
		case !visible(r):
			continue
		case unicode.IsMark(r):
			if marks++; marks > maxMarks {
				continue
			}
		default:
			marks = 0
		}
		if space {
			b.WriteByte(' ')
			runes++
		}
		if space = false; runes >= MaxName {
			break
		}
		b.WriteRune(r)
		runes++
	}
	return strings.TrimSuffix(b.String(), " ")
}

// visible is no test for white space.
func visible(r rune) bool {
	return r != utf8.RuneError && unicode.IsGraphic(r) && !strings.ContainsRune(hidden+quotes, r) &&
		!unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}
