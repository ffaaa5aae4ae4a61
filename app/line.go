package app

import (
	"errors"

	"realtalk/core/reach"
)

// Line is a join line: where a chat is.
type Line struct {
	Address string // an IP address or a name
	Port    uint16
}

// String writes the line as people type it.
func (l Line) String() string { return l.reach().String() }

func (l Line) reach() reach.Line { return reach.Line{Host: l.Address, Port: l.Port} }

func (l Line) dialAddress() string { return l.reach().DialAddress() }

// ParseLine reads a join line from the words of a command line, in any of its
// forms. The error is a *Trouble.
func ParseLine(words ...string) (Line, error) {
	l, err := reach.ParseLine(words...)
	if errors.Is(err, reach.ErrPort) {
		return Line{}, &Trouble{
			Code: "line", Text: "The number at the end of the line must be from 1 to 65535.",
			Hint: "Ask the host for the line, or copy it once more.", err: err,
		}
	}
	if err != nil {
		return Line{}, &Trouble{
			Code: "line", Text: "This is not a line that leads to a chat.",
			Hint: "It looks like: rt 192.168.1.10 40213. Ask the host for it, or copy it once more.", err: err,
		}
	}
	return Line{Address: l.Host, Port: l.Port}, nil
}

// FindLine finds the join line in any text, a whole pasted message, say.
func FindLine(text string) (Line, bool) {
	found := reach.FindLines(text)
	if len(found) == 0 {
		return Line{}, false
	}
	return Line{Address: found[0].Host, Port: found[0].Port}, true
}
