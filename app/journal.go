package app

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sync"
	"time"

	"realtalk/core/profile"
)

// SecurityEntry is one line of the list of what happened at the door. Place and
// Text stay as they were told then, in the language of then.
type SecurityEntry struct {
	Time    time.Time `json:"time"`
	Kind    string    `json:"kind"` // a SecurityKind, or one of those below
	Name    string    `json:"name,omitempty"`
	Address string    `json:"address,omitempty"`
	Place   string    `json:"place,omitempty"`
	Owner   string    `json:"owner,omitempty"`
	Tries   int       `json:"tries,omitempty"`
	Text    string    `json:"text"`
}

// The kinds of entries beside those of security events.
const (
	EntryJoined     = "joined"
	EntryAsked      = "asked"
	EntryTurnedAway = "turned_away"
)

const (
	journalFile  = "security.jsonl"
	journalLock  = "security"
	journalPause = time.Second // between two writes
	journalWait  = 2 * time.Second

	// MaxSecurityEntries bounds the list; the oldest go.
	MaxSecurityEntries = 1000
)

// journal keeps the list of what happened at the door on disk, one JSON object
// a line, the oldest first. Nobody waits for the disk to add an entry: entries
// are written together, at most once in a journalPause.
type journal struct {
	profile *profile.Profile
	disk    *unkept // hears how each write ended

	mu      sync.Mutex // guards what follows
	pending []SecurityEntry
	timer   *time.Timer // not nil: a write is on its way
	closed  bool
	writing sync.WaitGroup
}

// add never waits.
func (j *journal) add(e SecurityEntry) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.pending = append(j.pending, e)
	if n := len(j.pending) - MaxSecurityEntries; n > 0 {
		j.pending = slices.Delete(j.pending, 0, n)
	}
	j.schedule()
}

// schedule sees to it that what waits is written, with mu held.
func (j *journal) schedule() {
	if j.timer != nil || j.closed || len(j.pending) == 0 {
		return
	}
	j.writing.Add(1)
	j.timer = time.AfterFunc(journalPause, j.write)
}

// write tries again later what it cannot write.
func (j *journal) write() {
	defer j.writing.Done()
	_ = j.disk.wrote(j.flush()) // the entries wait still
	j.mu.Lock()
	defer j.mu.Unlock()
	j.timer = nil
	j.schedule()
}

// close writes what waits.
func (j *journal) close() {
	j.mu.Lock()
	j.closed = true
	if j.timer != nil && j.timer.Stop() {
		j.writing.Done()
	}
	j.mu.Unlock()
	j.writing.Wait()
	_ = j.flush() // there is nobody left to tell
}

// flush adds what waits to the file.
func (j *journal) flush() error {
	_, err := j.change(func(kept []SecurityEntry) []SecurityEntry { return kept })
	return err
}

// change reads the file, lets edit change the list with what waits at its end,
// and writes it back if it is another one. Other programs of this user do the
// same, each as a whole.
func (j *journal) change(edit func([]SecurityEntry) []SecurityEntry) ([]SecurityEntry, error) {
	ctx, cancel := context.WithTimeout(context.Background(), journalWait)
	defer cancel()
	release, err := j.profile.Lock(ctx, journalLock)
	if err != nil {
		return nil, err
	}
	defer release()
	kept, err := j.read()
	if err != nil {
		return nil, err
	}
	j.mu.Lock()
	pending := j.pending
	j.pending = nil
	j.mu.Unlock()
	list := edit(append(slices.Clip(kept), pending...))
	list = list[max(0, len(list)-MaxSecurityEntries):]
	if len(pending) == 0 && len(list) == len(kept) {
		return list, nil
	}
	if err := j.profile.Write(journalFile, encodeEntries(list)); err != nil {
		j.mu.Lock()
		defer j.mu.Unlock()
		j.pending = append(slices.Clip(pending), j.pending...)
		return nil, err
	}
	return list, nil
}

// read takes what lines it understands: one that is damaged costs no other.
func (j *journal) read() ([]SecurityEntry, error) {
	b, err := j.profile.Read(journalFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var list []SecurityEntry
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, len(b)+1)
	for lines.Scan() {
		var e SecurityEntry
		if json.Unmarshal(lines.Bytes(), &e) == nil {
			list = append(list, e)
		}
	}
	return list, nil
}

func encodeEntries(list []SecurityEntry) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	for _, e := range list {
		_ = enc.Encode(e) // strings, numbers and a time always can be
	}
	return b.Bytes()
}

// SecurityList gives what happened at the door, the newest first: of all chats
// this user hosted, at most MaxSecurityEntries. It reads the disk.
func (a *App) SecurityList() ([]SecurityEntry, error) {
	list, err := a.journal.change(func(kept []SecurityEntry) []SecurityEntry { return kept })
	if err != nil {
		return nil, explain(err)
	}
	list = slices.Clone(list)
	slices.Reverse(list)
	return list, nil
}

// ClearSecurityList empties the list.
func (a *App) ClearSecurityList() error {
	_, err := a.journal.change(func([]SecurityEntry) []SecurityEntry { return nil })
	return explain(err)
}

// ExportSecurityList writes the list as text, the newest first, with times as
// this computer's clock shows them.
func (a *App) ExportSecurityList(w io.Writer) error {
	list, err := a.SecurityList()
	if err != nil {
		return err
	}
	for _, e := range list {
		if _, err := fmt.Fprintf(w, "%s  %s\n", e.Time.Local().Format("2006-01-02 15:04:05"), oneLine(e.Text)); err != nil {
			return explain(err)
		}
	}
	return nil
}
