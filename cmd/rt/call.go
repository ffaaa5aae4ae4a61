package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/url"
	"strings"

	"realtalk/app"
)

// call is what one start of rt hands to the window that is there already. The
// zero value wants to see that window.
type call struct {
	Host   bool   `json:"host,omitempty"`
	Join   string `json:"join,omitempty"`   // the words of the command line
	Hidden bool   `json:"hidden,omitempty"` // nothing is to be shown
}

// message writes what this start wants.
func (s start) message() []byte {
	b, _ := json.Marshal(call{s.host, s.line, s.hidden}) // text always can be
	return b
}

// readCall reads what another start wants. Only programs of this user can send
// it; it is taken no more for granted than the command line.
func readCall(message []byte) (start, bool) {
	if len(message) > app.MaxCall {
		return start{}, false
	}
	in := json.NewDecoder(bytes.NewReader(message))
	in.DisallowUnknownFields()
	var c call
	if in.Decode(&c) != nil {
		return start{}, false
	}
	if _, err := in.Token(); err != io.EOF {
		return start{}, false
	}
	s := start{host: c.Host, hidden: c.Hidden}
	if c.Join == "" {
		return s, true
	}
	joins, err := joining(c.Join)
	if err != nil || c.Host {
		return start{}, false
	}
	joins.hidden = c.Hidden
	return joins, true
}

// joining reads the words of a command line that lead to a chat, or a link.
func joining(words ...string) (start, error) {
	line := strings.Join(words, " ")
	if len(words) == 1 {
		words = []string{fromLink(line)}
	}
	invite, err := app.ParseInvite(words...)
	if err != nil {
		return start{}, badLine(err)
	}
	return start{join: &invite, line: line}, nil
}

// fromLink undoes what a browser does to a link: it writes brackets, spaces and
// the like as %5B. Without an rt: before it nothing is a link.
func fromLink(text string) string {
	if len(text) < len("rt:") || !strings.EqualFold(text[:len("rt:")], "rt:") {
		return text
	}
	plain, err := url.PathUnescape(text)
	if err != nil {
		return text
	}
	return plain
}
