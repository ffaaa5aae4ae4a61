package terminal

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// keyCode names a key that is no letter.
type keyCode uint8

const (
	keyNone    keyCode = iota
	keyText            // letters, in key.text
	keyPaste           // pasted text, in key.text; line breaks are "\n"
	keyTooLong         // pasted text that was longer than a message may be
	keyEnter
	keyNewline // a line break inside a message (Alt-Enter)
	keyInterrupt
	keyEndOfInput // Ctrl-D: quits on an empty line, else deletes
	keyLeft
	keyRight
	keyWordLeft
	keyWordRight
	keyHome
	keyEnd
	keyUp
	keyDown
	keyBackspace
	keyDelete
	keyDeleteWord
	keyDeleteToStart
	keyDeleteToEnd
	keyRedraw
)

type key struct {
	code keyCode
	text string
}

const (
	interruptByte = 3
	escapeByte    = 27
)

// maxSequence bounds an escape sequence; a longer one is no key.
const maxSequence = 32

// The marks around pasted text (xterm, "bracketed paste").
var (
	pasteStart = []byte("\x1b[200~")
	pasteEnd   = []byte("\x1b[201~")
)

// decoder turns the bytes of a terminal in raw mode into keys. It keeps what is
// incomplete for the next call, never more than maxText and a few bytes.
type decoder struct {
	rest    []byte // an incomplete letter or escape sequence
	pasting bool
	paste   []byte
	tooLong bool
}

// feed gives the keys that are complete with b.
func (d *decoder) feed(b []byte) []key {
	in := append(d.rest, b...)
	d.rest = nil
	var keys []key
	for len(in) > 0 {
		var k key
		var n int
		if d.pasting {
			k, n = d.pasted(in)
		} else {
			k, n = d.next(in)
		}
		if n == 0 {
			d.rest = bytes.Clone(in)
			break
		}
		in = in[n:]
		keys = appendKey(keys, k)
	}
	return keys
}

// appendKey adds k, joining letters that come together.
func appendKey(keys []key, k key) []key {
	if k.code == keyNone {
		return keys
	}
	if last := len(keys) - 1; k.code == keyText && last >= 0 && keys[last].code == keyText {
		keys[last].text += k.text
		return keys
	}
	return append(keys, k)
}

// next decodes one key from the front of in; n is 0 when it is incomplete.
func (d *decoder) next(in []byte) (k key, n int) {
	switch c := in[0]; {
	case c == escapeByte:
		return d.escape(in)
	case c < ' ' || c == 0x7f:
		return key{code: controls[c]}, 1
	case !utf8.FullRune(in):
		return key{}, 0
	}
	r, n := utf8.DecodeRune(in)
	if r == utf8.RuneError && n == 1 || unicode.IsControl(r) {
		return key{}, n
	}
	return key{keyText, string(in[:n])}, n
}

// escape decodes what begins with the escape byte.
func (d *decoder) escape(in []byte) (k key, n int) {
	if len(in) == 1 {
		return key{}, 0
	}
	switch c := in[1]; c {
	case '[':
		return d.csi(in)
	case 'O': // SS3: what keypads and some terminals send for arrows
		if len(in) < 3 {
			return key{}, 0
		}
		return key{code: finals[in[2]]}, 3
	case escapeByte:
		return key{}, 1
	default:
		return key{code: alts[c]}, 2
	}
}

// csi decodes a control sequence (ECMA-48, 5.4): parameters, intermediates, and
// a final byte.
func (d *decoder) csi(in []byte) (k key, n int) {
	for i := 2; i < len(in); i++ {
		c := in[i]
		switch {
		case i == maxSequence || c < ' ':
			return key{}, i // not a sequence after all; go on with this byte
		case c < 0x40:
			continue
		}
		params := string(in[2:i])
		if c != '~' {
			if _, mods, _ := strings.Cut(params, ";"); mods != "" {
				return key{code: modified[c]}, i + 1
			}
			return key{code: finals[c]}, i + 1
		}
		if params == "200" {
			d.pasting = true
			return key{}, i + 1
		}
		return key{code: tildes[params]}, i + 1
	}
	return key{}, 0
}

// pasted takes pasted bytes from the front of in. Ctrl-C ends a paste whose end
// never comes.
func (d *decoder) pasted(in []byte) (k key, n int) {
	end := bytes.Index(in, pasteEnd)
	if i := bytes.IndexByte(in, interruptByte); i >= 0 && (end < 0 || i < end) {
		d.pasting, d.paste, d.tooLong = false, nil, false
		return key{code: keyInterrupt}, i + 1
	}
	if end < 0 {
		n = len(in) - partialEnd(in)
		d.collect(in[:n])
		return key{}, n
	}
	d.collect(in[:end])
	k = key{keyPaste, cleanPaste(d.paste)}
	if d.tooLong {
		k = key{code: keyTooLong}
	}
	d.pasting, d.paste, d.tooLong = false, nil, false
	return k, end + len(pasteEnd)
}

// collect keeps pasted bytes while they can still be one message.
func (d *decoder) collect(b []byte) {
	if d.tooLong || len(d.paste)+len(b) > maxText {
		d.tooLong, d.paste = true, nil
		return
	}
	d.paste = append(d.paste, b...)
}

// partialEnd tells how many bytes at the end of in may begin the end mark.
func partialEnd(in []byte) int {
	for n := min(len(in), len(pasteEnd)-1); n > 0; n-- {
		if bytes.HasSuffix(in, pasteEnd[:n]) {
			return n
		}
	}
	return 0
}

// cleanPaste gives pasted bytes as text: terminals send line breaks as carriage
// returns; other control characters are dropped, and so are line breaks at the
// end, which people do not mean.
func cleanPaste(b []byte) string {
	s := strings.ToValidUTF8(string(b), "\ufffd")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
	return strings.TrimRight(s, "\n")
}

// controls are the keys of the control bytes, as in other line editors.
var controls = map[byte]keyCode{
	1: keyHome, 2: keyLeft, interruptByte: keyInterrupt, 4: keyEndOfInput, 5: keyEnd, 6: keyRight,
	8: keyBackspace, '\n': keyEnter, 11: keyDeleteToEnd, 12: keyRedraw, '\r': keyEnter, 14: keyDown,
	16: keyUp, 21: keyDeleteToStart, 23: keyDeleteWord, 0x7f: keyBackspace,
}

// finals are the keys of control sequences without parameters.
var finals = map[byte]keyCode{
	'A': keyUp, 'B': keyDown, 'C': keyRight, 'D': keyLeft, 'H': keyHome, 'F': keyEnd, 'M': keyEnter,
}

// modified are the keys of control sequences pressed with Alt or Ctrl.
var modified = map[byte]keyCode{'C': keyWordRight, 'D': keyWordLeft, 'H': keyHome, 'F': keyEnd}

// tildes are the keys of control sequences that end in a tilde.
var tildes = map[string]keyCode{
	"1": keyHome, "3": keyDelete, "4": keyEnd, "7": keyHome, "8": keyEnd,
}

// alts are the keys pressed with Alt.
var alts = map[byte]keyCode{
	'b': keyWordLeft, 'f': keyWordRight, 0x7f: keyDeleteWord, 8: keyDeleteWord, '\r': keyNewline, '\n': keyNewline,
	interruptByte: keyInterrupt,
}
