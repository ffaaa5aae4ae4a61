package app

import (
	"errors"
	"net/netip"
	"strings"

	"realtalk/app/lang"
	"realtalk/core/reach"
)

// Invite tells where a chat is: by one line, or by all ways into it.
type Invite struct {
	lines []reach.Line
	tag   reach.Tag // zero: not known
	text  string
}

// String writes the invite as people send it.
func (i Invite) String() string { return i.text }

// Ways is how many ways in it holds.
func (i Invite) Ways() int { return len(i.lines) }

// Near tells that every way means something only on its own network.
func (i Invite) Near() bool {
	for _, l := range i.lines {
		if a, err := netip.ParseAddr(l.Host); err != nil || reach.Public(a) {
			return false
		}
	}
	return len(i.lines) > 0
}

// ParseInvite reads a join line or an invite from the words of a command line,
// in any of its forms. The error is a *Trouble.
func ParseInvite(words ...string) (Invite, error) {
	if i, err := reach.ParseInvite(strings.Join(words, "")); err == nil {
		return invite(i), nil
	}
	l, err := reach.ParseLine(words...)
	if err == nil {
		return lineInvite(l), nil
	}
	if len(words) == 1 { // a whole message, pasted between quotation marks
		if i, ok := FindInvite(words[0]); ok {
			return i, nil
		}
	}
	if errors.Is(err, reach.ErrPort) {
		return Invite{}, &Trouble{
			Code: "line", Text: lang.Say("The number at the end of the line must be from 1 to 65535."),
			Hint: lang.Say("Ask the host for the line, or copy it once more."), err: err,
		}
	}
	return Invite{}, &Trouble{
		Code: "line", Text: lang.Say("This is not a line that leads to a chat."),
		Hint: lang.Say("It looks like: rt 192.168.1.10 40213. Ask the host for it, or copy it once more."), err: err,
	}
}

// FindInvite finds the way into a chat in any text, a whole pasted message, say:
// an invite, or else all lines that stand there.
func FindInvite(text string) (Invite, bool) {
	if i, ok := reach.FindInvite(text); ok {
		return invite(i), true
	}
	lines := reach.FindLines(text)
	if len(lines) == 0 {
		return Invite{}, false
	}
	lines = lines[:min(len(lines), reach.MaxWays)]
	return Invite{lines: lines, text: lines[0].String()}, true
}

func lineInvite(l reach.Line) Invite { return Invite{lines: []reach.Line{l}, text: l.String()} }

func invite(i reach.Invite) Invite {
	out := Invite{tag: i.Tag, text: i.String()}
	for _, w := range i.Ways {
		out.lines = append(out.lines, reach.Line{Host: w.Addr().String(), Port: w.Port()})
	}
	return out
}
