package reach

import (
	"slices"
	"strings"
)

const (
	maxText  = 64 << 10 // bytes of a pasted text that are read
	maxFound = 32       // lines

	// minBarePort is the least port that two words which nothing marks as a
	// line may name: rt never listens below by itself, and small numbers after
	// an address are most often something else.
	minBarePort = 1024
)

// FindLines gives the lines in any text, likeliest first and each once, as the
// package comment says. It never fails: a text without a line gives none.
func FindLines(text string) []Line {
	words := split(text)
	if line, ok := whole(words); ok {
		return []Line{line}
	}
	var marked, bare []Line
	for i := 0; i < len(words) && len(marked) < maxFound; {
		found, used := readAt(words[i:])
		switch {
		case used == 0:
			i++
			continue
		case found.marked:
			marked = add(marked, found.line)
		default:
			bare = add(bare, found.line)
		}
		i += used
	}
	for _, line := range bare {
		marked = add(marked, line)
	}
	return marked
}

func add(lines []Line, line Line) []Line {
	if len(lines) == maxFound || slices.Contains(lines, line) {
		return lines
	}
	return append(lines, line)
}

// whole takes a text that is nothing but a line at its word. A name without a
// dot must then be marked, or "hello 42" would be a line.
func whole(words []string) (Line, bool) {
	if len(words) > 3 {
		return Line{}, false
	}
	line, err := ParseLine(words...)
	if err != nil {
		return Line{}, false
	}
	_, scheme := cutScheme(words[0])
	return line, scheme || isProgram(words[0]) || plausible(line.Host)
}

// plausible tells whether a host out of running text can be meant as one: "at
// 1030" is not.
func plausible(host string) bool {
	return isAddress(host) || strings.Contains(host, ".") || host == "localhost"
}

type found struct {
	line   Line
	marked bool // by rt
}

// readAt reads the line that begins with the first word and tells how many
// words it took, 0 if there is none.
func readAt(words []string) (found, int) {
	if isProgram(words[0]) {
		line, used := readMarked(words[1:])
		if used == 0 {
			return found{}, 0
		}
		return found{line, true}, 1 + used
	}
	if rest, ok := cutScheme(words[0]); ok {
		line, err := parseJoined(rest)
		if err != nil {
			return found{}, 0
		}
		return found{line, true}, 1
	}
	line, used := readBare(words)
	return found{line, false}, used
}

func readMarked(words []string) (Line, int) {
	line, used, _ := readHostAndPort(words)
	if used == 0 || !plausible(line.Host) {
		return Line{}, 0
	}
	return line, used
}

func readBare(words []string) (Line, int) {
	line, used, called := readHostAndPort(words)
	if used == 0 || !isAddress(line.Host) {
		return Line{}, 0
	}
	if used == 2 && !called && line.Port < minBarePort {
		return Line{}, 0
	}
	return line, used
}

// readHostAndPort reads HOST:PORT, HOST PORT, or HOST and a port that is called
// one: "port 40213", "port:40213", "on port 40213".
func readHostAndPort(words []string) (line Line, used int, called bool) {
	if len(words) == 0 {
		return Line{}, 0, false
	}
	host := words[0]
	if line, err := parseJoined(host); err == nil {
		return line, 1, false
	}
	for i := 1; i < min(len(words), 4); i++ {
		port, called := cutPort(words[i])
		called = called || i > 1 && strings.EqualFold(words[i-1], "port")
		if i > 1 && !called {
			continue
		}
		if line, err := parseSplit(host, port); err == nil {
			return line, i + 1, called
		}
	}
	return Line{}, 0, false
}

// cutPort takes "port:" off "port:40213".
func cutPort(word string) (port string, called bool) {
	const prefix = "port:"
	if len(word) > len(prefix) && strings.EqualFold(word[:len(prefix)], prefix) {
		return word[len(prefix):], true
	}
	return word, false
}
