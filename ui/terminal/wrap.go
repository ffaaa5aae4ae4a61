package terminal

import (
	"strings"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/mattn/go-runewidth"
)

// tabStop is how many columns a tab becomes.
const tabStop = 4

// clusters cuts s into what a person sees as single letters.
func clusters(s string) []string {
	var out []string
	for g := graphemes.FromString(s); g.Next(); {
		out = append(out, g.Value())
	}
	return out
}

// hang indents every line of text but the first by indent columns. With a width
// above zero it also breaks lines that are wider than that, at a space where
// there is one, so that the terminal never starts a row of its own at the left
// edge. First is how many columns stand before the first line already.
func hang(text string, first, indent, width int) string {
	if width > 0 {
		indent = min(indent, width/2)
	}
	margin := strings.Repeat(" ", indent)
	var rows []string
	for i, l := range strings.Split(text, "\n") {
		room := width - indent
		if i == 0 {
			room = width - first
		}
		rows = append(rows, rowsOf(l, room, width-indent, width > 0)...)
	}
	return strings.Join(rows, "\n"+margin)
}

// rowsOf breaks one line into rows of the given widths; the line itself when it
// is not to be broken.
func rowsOf(line string, first, others int, wrap bool) []string {
	if !wrap {
		return []string{line}
	}
	line = strings.ReplaceAll(line, "\t", strings.Repeat(" ", tabStop))
	room := max(first, 1)
	var rows []string
	for {
		head, tail := breakAt(line, room)
		rows = append(rows, head)
		if tail == "" {
			return rows
		}
		line, room = tail, max(others, 1)
	}
}

// breakAt takes the most from the front of line that fits into room columns, up
// to the last space if there is one, and at least one letter.
func breakAt(line string, room int) (head, tail string) {
	used, end, space := 0, 0, 0
	for g := graphemes.FromString(line); g.Next(); {
		c := g.Value()
		w := mostColumns(c)
		if used+w > room && end > 0 {
			if c == " " {
				return line[:end], strings.TrimPrefix(line[end:], " ")
			}
			if space > 0 {
				return line[:space-1], line[space:]
			}
			return line[:end], line[end:]
		}
		used += w
		end += len(c)
		if c == " " {
			space = end
		}
	}
	return line, ""
}

// mostColumns gives how many columns any terminal may give to one letter.
// Terminals disagree about emoji that are put together from several; who counts
// too few for one lets a sender push text to the left edge.
func mostColumns(cluster string) int {
	n := 0
	for _, r := range cluster {
		if r == '\ufe0f' {
			n++
		}
		n += runewidth.RuneWidth(r)
	}
	return n
}
