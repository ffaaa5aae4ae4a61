package app

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"time"

	"realtalk/core"
	"realtalk/core/reach"
)

// Recent is a chat that this user has joined. A chat's line dies with it, but
// many hosts come back at the same address and port.
type Recent struct {
	Line string    `json:"line"` // the way in, as FindInvite takes it; no password
	Host string    `json:"host"` // the name of who hosted
	When time.Time `json:"when"` // this user got in
}

const (
	recentFile  = "recent.json"
	recentLock  = "recent"
	recentWait  = 2 * time.Second // for another program of this user
	maxRecent   = 5
	maxLine     = 1 << 11 // bytes of a Recent.Line: MaxWays lines of the longest names
	maxRecorded = 32 << 10
)

// Recent gives the chats that this user joined last, the newest first, at most
// five. It reads the disk. A file that cannot be understood is as none.
func (a *App) Recent() []Recent {
	b, err := a.profile.Read(recentFile)
	if err != nil || len(b) > maxRecorded {
		return nil
	}
	return readRecent(b)
}

// readRecent takes all of a file, or nothing.
func readRecent(b []byte) []Recent {
	in := json.NewDecoder(bytes.NewReader(b))
	in.DisallowUnknownFields()
	var list []Recent
	if in.Decode(&list) != nil || len(list) > maxRecent {
		return nil
	}
	if _, err := in.Token(); err != io.EOF {
		return nil
	}
	if slices.ContainsFunc(list, func(r Recent) bool { return !r.valid() }) {
		return nil
	}
	return list
}

// valid tells whether it is as noteRecent writes it: the line is shown and
// dialled, the name is shown.
func (r Recent) valid() bool {
	name, err := core.CleanName(r.Host)
	if err != nil || name != r.Host || r.When.IsZero() || len(r.Line) > maxLine {
		return false
	}
	i, ok := FindInvite(r.Line)
	return ok && i.whole() == r.Line
}

// ForgetRecent forgets the chat of that line, or every chat if it is empty. It
// waits for the disk. The error is a *Trouble.
func (a *App) ForgetRecent(line string) error {
	return explain(a.changeRecent(func(list []Recent) []Recent {
		return slices.DeleteFunc(list, func(r Recent) bool { return line == "" || r.Line == line })
	}))
}

// noteRecent puts a chat that this user got into before the others, in place of
// one at the same address. A chat goes on where that cannot be written.
func (c *Chat) noteRecent() {
	if c.hosted() {
		return
	}
	r := Recent{Line: c.invite.whole(), When: time.Now().UTC().Truncate(time.Second)}
	for _, p := range c.core.People() {
		if p.Host {
			r.Host = p.Name
		}
	}
	if !r.valid() {
		return
	}
	c.app.disk.wrote(c.app.changeRecent(func(list []Recent) []Recent {
		list = slices.DeleteFunc(list, func(old Recent) bool { return c.invite.meets(old.Line) })
		return slices.Insert(list, 0, r)
	}))
}

// whole writes every way of the invite, where String has the first alone.
func (i Invite) whole() string {
	if len(i.lines) < 2 || strings.HasPrefix(i.text, "rt:") {
		return i.text
	}
	all := make([]string, len(i.lines))
	for n, l := range i.lines {
		all[n] = l.String()
	}
	return strings.Join(all, " ")
}

// meets tells whether a line leads to an address and port of this invite.
func (i Invite) meets(line string) bool {
	other, _ := FindInvite(line)
	return slices.ContainsFunc(other.lines, func(l reach.Line) bool { return slices.Contains(i.lines, l) })
}

// changeRecent lets edit change the list, as one of many programs of this user.
func (a *App) changeRecent(edit func([]Recent) []Recent) error {
	ctx, cancel := context.WithTimeout(context.Background(), recentWait)
	defer cancel()
	release, err := a.profile.Lock(ctx, recentLock)
	if err != nil {
		return err
	}
	defer release()
	list := edit(a.Recent())
	b, err := json.MarshalIndent(list[:min(len(list), maxRecent)], "", "\t")
	if err != nil {
		return err
	}
	return a.profile.Write(recentFile, b)
}
