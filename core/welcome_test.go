package core

import (
	"fmt"
	"testing"

	"realtalk/core/wire"
)

// keeps is a line that keeps what is sent.
type keeps struct{ frames [][]byte }

func (k *keeps) Send(frame []byte) error { k.frames = append(k.frames, frame); return nil }
func (k *keeps) Finish([]byte)           {}

// TestNewcomersShareTheListOfPeople: a list of hundreds of people is long, and hundreds
// may come at once; it is in memory once for all who come with one epoch.
func TestNewcomersShareTheListOfPeople(t *testing.T) {
	tb := newTable(t, endless())
	for i := range 5 {
		tb.join(fmt.Sprint("Ned ", i))
	}
	var lines []*keeps
	for i := range 3 {
		p := tb.sitter(participant(t, "Anna"), fmt.Sprint("Anna ", i)).place
		l := &keeps{}
		p.line = l
		tb.relay.arriving = append(tb.relay.arriving, p)
		lines = append(lines, l)
	}
	tb.relay.change()
	for _, l := range lines {
		f, err := wire.Parse(wire.Type(l.frames[0][4]), l.frames[0][5:])
		if err != nil {
			t.Fatal(err)
		}
		if m, ok := f.(*wire.Members); !ok || len(m.Entries) != 6 {
			t.Fatalf("a newcomer was told %+v", f)
		}
		if &l.frames[0][0] != &lines[0].frames[0][0] {
			t.Error("a newcomer has a list of its own")
		}
	}
}
