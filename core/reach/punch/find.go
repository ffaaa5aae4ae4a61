package punch

import "strings"

const maxText = 64 << 10 // bytes of a pasted text that are read

// FindReply gives the first reply line in any text, such as a whole mail, as
// the package comment says.
func FindReply(text string) (Reply, bool) {
	compact := strings.Map(digit, text[:min(len(text), maxText)])
	for {
		_, rest, found := strings.Cut(compact, strings.ToUpper(prefix))
		if !found {
			return Reply{}, false
		}
		if r, ok := readReply(rest); ok {
			return r, true
		}
		compact = rest
	}
}

// digit keeps what a reply line is made of, in upper case, and drops all else:
// spaces, line breaks, quotation marks, markup, invisible characters.
func digit(r rune) rune {
	if r >= 0xFF01 && r <= 0xFF5E {
		r -= 0xFF01 - '!' // full-width forms
	}
	switch {
	case r >= 'a' && r <= 'z':
		return r - 'a' + 'A'
	case r >= 'A' && r <= 'Z', r >= '2' && r <= '7', r == ':', r == '-':
		return r
	case r >= 0x2010 && r <= 0x2015, r == 0x2212:
		return '-' // what programs that set type make of it
	}
	return -1
}

// readReply reads the digits after a prefix; the head tells where they end and
// the words after them begin.
func readReply(rest string) (Reply, bool) {
	const most = (maxSize*8 + 4) / 5
	digits := strings.NewReplacer(":", "", "-", "").Replace(rest[:min(len(rest), 2*most)])
	size, err := sizeOf(digits)
	if err != nil || len(digits) < code.EncodedLen(size) {
		return Reply{}, false
	}
	r, err := decode(digits[:code.EncodedLen(size)])
	return r, err == nil
}
