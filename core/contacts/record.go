package contacts

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"realtalk/core/room"
)

// record is an entry in the file.
type record struct {
	ID       string    `json:"id"` // 64 hexadecimal digits
	Name     string    `json:"name"`
	Unbound  bool      `json:"unbound,omitempty"`
	Alias    string    `json:"alias,omitempty"`
	Note     string    `json:"note,omitempty"`
	First    time.Time `json:"first"`
	Last     time.Time `json:"last"`
	Verified time.Time `json:"verified,omitzero"`
}

var errBook = fmt.Errorf("%w: not a list of contacts", ErrTampered)

// parse reads a book. It stops at the first contact too many. The error wraps
// ErrTampered.
func parse(book []byte) (*people, error) {
	d := json.NewDecoder(bytes.NewReader(book))
	if start, err := d.Token(); err != nil || start != json.Delim('[') {
		return nil, errBook
	}
	p := newPeople()
	for n := 0; d.More(); n++ {
		var r record
		if err := d.Decode(&r); err != nil || n == MaxContacts {
			return nil, errBook
		}
		if e, ok := r.entry(); ok && p.byID[e.ID] == nil {
			p.change(e, func(*entry) {})
		}
	}
	if _, err := d.Token(); err != nil {
		return nil, errBook
	}
	return p, nil
}

// entry gives what can be used of a record. !ok: nothing can.
func (r record) entry() (e *entry, ok bool) {
	e = &entry{unbound: r.Unbound}
	raw, err := hex.DecodeString(r.ID)
	if err != nil || len(raw) != len(e.ID) {
		return nil, false
	}
	copy(e.ID[:], raw)
	name, err := room.CleanName(r.Name)
	if err != nil {
		return nil, false
	}
	e.Name = name
	if alias, err := room.CleanName(r.Alias); err == nil {
		e.Alias = alias
	}
	if note, err := cleanNote(r.Note); err == nil {
		e.Note = note
	}
	e.First, e.Last, e.Verified = moment(r.First), moment(r.Last), moment(r.Verified)
	return e, true
}

// format is the one way to write a book: sorted by key.
func (p *people) format() ([]byte, error) {
	records := make([]record, 0, len(p.byID))
	for _, e := range p.sorted() {
		records = append(records, record{
			ID: hex.EncodeToString(e.ID[:]), Name: e.Name, Unbound: e.unbound, Alias: e.Alias, Note: e.Note,
			First: e.First, Last: e.Last, Verified: e.Verified,
		})
	}
	return marshal(records)
}

func (p *people) sorted() []*entry {
	all := make([]*entry, 0, len(p.byID))
	for _, e := range p.byID {
		all = append(all, e)
	}
	slices.SortFunc(all, func(a, b *entry) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	return all
}
