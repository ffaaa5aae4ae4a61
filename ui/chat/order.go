package chat

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// directed tells whether a paragraph is written from right to left: its first
// letter decides (Unicode Standard Annex 9, P2 and P3). ok: it has one.
func directed(runes []rune) (rtl, ok bool) {
	for _, r := range runes {
		switch class(r) {
		case bidi.L:
			return false, true
		case bidi.R, bidi.AL:
			return true, true
		}
	}
	return false, false
}

func class(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// hasRight tells whether a text has letters that are written from right to left.
func hasRight(runes []rune) bool {
	return slices.ContainsFunc(runes, func(r rune) bool {
		if r < 0x590 {
			return false
		}
		c := class(r)
		return c == bidi.R || c == bidi.AL || c == bidi.AN
	})
}

// levels gives each character of a paragraph its level: 0 from left to right,
// 1 from right to left, 2 from left to right within that (UAX 9). There are no
// more: what would nest deeper was taken out of the text.
func levels(runes []rune, rtl bool) []uint8 {
	all := make([]uint8, len(runes))
	base := bidi.LeftToRight
	if rtl {
		base = bidi.RightToLeft
	}
	var p bidi.Paragraph
	if _, err := p.SetString(string(runes), bidi.DefaultDirection(base)); err != nil {
		return all
	}
	order, err := p.Order()
	if err != nil {
		return all
	}
	for i := range order.NumRuns() {
		run := order.Run(i)
		begin, end := run.Pos()
		part := all[begin : end+1]
		switch {
		case run.Direction() == bidi.RightToLeft:
			setLevel(part, 1)
		case rtl:
			setLevel(part, 2)
		case i > 0:
			setLevel(part[:numbers(runes[begin:end+1])], 2)
		}
	}
	return all
}

// numbers gives how much of a text that follows one from right to left is a number
// in that: all before the first letter, to the last character that belongs to a
// number.
func numbers(runes []rune) (n int) {
	for i, r := range runes {
		switch class(r) {
		case bidi.L:
			return n
		case bidi.EN, bidi.AN, bidi.ET:
			n = i + 1
		}
	}
	return n
}

func setLevel(levels []uint8, v uint8) {
	for i := range levels {
		levels[i] = v
	}
}

// arrange brings the runs of a line from the order in which they are read into
// that from left to right (UAX 9, L2).
func arrange(runs []run) {
	for level := uint8(2); level > 0; level-- {
		for i := 0; i < len(runs); i++ {
			j := i
			for j < len(runs) && runs[j].level >= level {
				j++
			}
			slices.Reverse(runs[i:j])
			i = max(i, j)
		}
	}
}

// mirror gives the character that looks like another one from the other side.
func mirror(r rune) rune {
	switch r {
	case '<':
		return '>'
	case '>':
		return '<'
	case '«':
		return '»'
	case '»':
		return '«'
	case '‹':
		return '›'
	case '›':
		return '‹'
	}
	return []rune(bidi.ReverseString(string(r)))[0]
}
