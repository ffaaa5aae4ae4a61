package reach

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
)

// What can be wrong with a line.
var (
	ErrLine    = errors.New("not a join line")
	ErrAddress = errors.New("not an address to join at")
	ErrPort    = errors.New("not a port from 1 to 65535")
)

// Line tells where a chat can be joined. One that came from ParseLine or
// FindLines is valid and in the one spelling that the package comment names.
type Line struct {
	Host string // IP literal or DNS name, no brackets
	Port uint16
}

// String is what a guest types: "rt HOST PORT".
func (l Line) String() string { return "rt " + l.Host + " " + strconv.Itoa(int(l.Port)) }

// DialAddress is what net.Dial takes.
func (l Line) DialAddress() string {
	return net.JoinHostPort(l.Host, strconv.Itoa(int(l.Port)))
}

// ParseLine reads a line that was typed, as one text or in words: ADDRESS PORT,
// ADDRESS:PORT or [v6]:PORT, with rt, ./rt, rt.exe or rt: before it or not. The
// error wraps ErrLine, ErrAddress or ErrPort.
func ParseLine(args ...string) (Line, error) {
	words := strings.Fields(strings.Join(args, " "))
	if len(words) > 1 && isProgram(words[0]) {
		words = words[1:]
	}
	line, err := parseWords(words)
	if err != nil {
		return Line{}, fmt.Errorf("read join line %.80q: %w", strings.Join(args, " "), err)
	}
	return line, nil
}

func parseWords(words []string) (Line, error) {
	switch len(words) {
	case 1:
		return parseJoined(withoutScheme(words[0]))
	case 2:
		return parseSplit(withoutScheme(words[0]), words[1])
	}
	return Line{}, ErrLine
}

// parseJoined reads HOST:PORT. An IPv6 address must be in brackets: without
// them its end cannot be told from the port.
func parseJoined(word string) (Line, error) {
	colon := strings.LastIndexByte(word, ':')
	if colon < 0 {
		return Line{}, ErrLine
	}
	host, port := word[:colon], word[colon+1:]
	if strings.Contains(host, ":") && !bracketed(host) {
		return Line{}, ErrLine
	}
	return parseSplit(host, port)
}

func parseSplit(host, port string) (Line, error) {
	if bracketed(host) {
		host = host[1 : len(host)-1]
		if !strings.Contains(host, ":") {
			return Line{}, ErrAddress
		}
	}
	host, err := parseHost(host)
	if err != nil {
		return Line{}, err
	}
	number, err := parsePort(port)
	if err != nil {
		return Line{}, err
	}
	return Line{Host: host, Port: number}, nil
}

func bracketed(host string) bool {
	return strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]")
}

func parsePort(s string) (uint16, error) {
	if len(s) == 0 || len(s) > 5 || s[0] < '1' || s[0] > '9' {
		return 0, ErrPort
	}
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil {
		return 0, ErrPort
	}
	return uint16(n), nil
}

// isProgram tells whether somebody calls rt here, by whatever path.
func isProgram(word string) bool {
	if i := strings.LastIndexAny(word, `/\`); i >= 0 {
		word = word[i+1:]
	}
	word = strings.TrimSuffix(strings.ToLower(word), ":")
	return word == "rt" || word == "rt.exe"
}

// withoutScheme takes "rt:" or "rt://" off; the latter is what some programs
// make of a link.
func withoutScheme(word string) string {
	rest, found := cutScheme(word)
	if !found {
		return word
	}
	return rest
}

func cutScheme(word string) (rest string, found bool) {
	if len(word) < 3 || !strings.EqualFold(word[:3], "rt:") {
		return "", false
	}
	rest = word[3:]
	if link, slashes := strings.CutPrefix(rest, "//"); slashes {
		rest = strings.TrimSuffix(link, "/")
	}
	return rest, true
}
