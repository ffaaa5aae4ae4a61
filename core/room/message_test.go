package room

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"realtalk/core/wire"
)

// TestMemberBreaksMessage gives genuine messages of a member that breaks the
// rules. None is taken, and none keeps the right one out.
func TestMemberBreaksMessage(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	at := w.index(alice)
	good := func() *wire.Body {
		return &wire.Body{Chat: w.chat, Epoch: w.hash, Seq: 1, Seen: make([]uint64, len(w.users)), Sent: 1, Text: "hi"}
	}
	for _, c := range []struct {
		name   string
		change func(b *wire.Body)
		want   error
	}{
		{"number zero", func(b *wire.Body) { b.Seq = 0 }, ErrWrongNumber},
		{"other number than stated", func(b *wire.Body) { b.Seq = 2 }, ErrWrongNumber},
		{"mark not before it", func(b *wire.Body) { b.Seen[at] = 1 }, ErrWrongNumber},
		{"too few seen", func(b *wire.Body) { b.Seen = b.Seen[1:] }, ErrMalformed},
		{"too many seen", func(b *wire.Body) { b.Seen = append(b.Seen, 0) }, ErrMalformed},
		{"before 1970", func(b *wire.Body) { b.Sent = -1 }, ErrMalformed},
		{"after 9999", func(b *wire.Body) { b.Sent = maxSent + 1 }, ErrMalformed},
		{"first after another", func(b *wire.Body) { b.Previous[0] = 1 }, ErrBrokenChain},
	} {
		b := good()
		c.change(b)
		body, err := wire.EncodeBody(b)
		if err != nil {
			t.Fatal(err)
		}
		seq := uint64(1)
		if c.name == "number zero" {
			seq = 0
		}
		if _, _, err := bob.room.Accept(at, seq, body); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, _, err := bob.room.Accept(at, 1, []byte{0x87}); !errors.Is(err, ErrMalformed) || !errors.Is(err, wire.ErrMalformed) {
		t.Errorf("garbage: %v", err)
	}
	body, err := wire.EncodeBody(good())
	if err != nil {
		t.Fatal(err)
	}
	for _, from := range []int{-1, len(w.users), math.MaxUint32} {
		if _, _, err := bob.room.Accept(from, 1, body); !errors.Is(err, ErrStranger) {
			t.Errorf("from place %d: %v", from, err)
		}
	}
	m, findings, err := bob.room.Accept(at, 1, body)
	if err != nil || len(findings) > 0 {
		t.Fatalf("in order: %v, %v", findings, err)
	}
	hash := sha256.Sum256(body)
	if m.ID != hex.EncodeToString(hash[:16]) || m.From.ID != alice.member.ID || m.Seq != 1 || m.Text != "hi" || !m.Sent.Equal(time.UnixMilli(1)) {
		t.Errorf("message %+v", m)
	}
}

func TestMemberBreaksHead(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	at := w.index(alice)
	for _, c := range []struct {
		name   string
		change func(h *wire.HeadBody)
		want   error
	}{
		{"mark beyond it", func(h *wire.HeadBody) { h.Seen[at] = 1 }, ErrWrongNumber},
		{"too few seen", func(h *wire.HeadBody) { h.Seen = nil }, ErrMalformed},
	} {
		h := &wire.HeadBody{Chat: w.chat, Epoch: w.hash, Seen: make([]uint64, len(w.users)), Number: 99, Heads: make([]uint32, len(w.users))}
		c.change(h)
		body, err := wire.EncodeHeadBody(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := bob.room.AcceptHead(at, body, alice.sign(HeadContext(w.chat), body)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	elsewhere := &wire.HeadBody{Chat: wire.ID{1}, Epoch: wire.ID{2}, Seen: make([]uint64, len(w.users))}
	body, err := wire.EncodeHeadBody(elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	if findings, err := bob.room.AcceptHead(at, body, alice.sign(HeadContext(w.chat), body)); !errors.Is(err, ErrWrongChat) || len(findings) > 0 {
		t.Errorf("other chat and epoch: %v, %v", findings, err)
	}
	garbage := []byte("head")
	if _, err := bob.room.AcceptHead(at, garbage, alice.sign(HeadContext(w.chat), garbage)); !errors.Is(err, ErrMalformed) {
		t.Errorf("garbage: %v", err)
	}
}

// A number at the end of all numbers is a gap that can be counted, and the end
// of its sender's messages.
func TestHugeNumber(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice, bob := users[0], users[1]
	b := &wire.Body{Chat: w.chat, Epoch: w.hash, Seq: math.MaxUint64, Seen: make([]uint64, len(w.users))}
	body, err := wire.EncodeBody(b)
	if err != nil {
		t.Fatal(err)
	}
	_, findings, err := bob.room.Accept(w.index(alice), b.Seq, body)
	if err != nil || len(findings) != 1 || findings[0].N != math.MaxInt {
		t.Fatalf("%v, %v", findings, err)
	}
	w.relayed(alice, "one")
	w.drain()
	bob.refused(t, ErrRepeat)
}

// What was composed before an epoch is composed anew after it, with the same
// numbers, and follows what came back.
func TestComposeAnew(t *testing.T) {
	w, users := settled(t, "Alice", "Bob")
	alice := users[0]
	w.relayed(alice, "taken")
	alice.say("late one")
	alice.say("late two")
	if alice.pending[1].seq != 2 || alice.pending[2].seq != 3 {
		t.Fatalf("pending %v", alice.pending)
	}
	w.join(w.newUser("Carol"))
	w.heads()
	for _, u := range w.users {
		u.quiet(t)
	}
	want := []string{"taken", "late one", "late two"}
	if got := users[1].texts(); strings.Join(got, ",") != strings.Join(want, ",") {
		t.Fatalf("Bob heard %q", got)
	}
	if last := users[1].heard[2]; last.seq != 3 {
		t.Fatalf("last number %d", last.seq)
	}
}

func TestReset(t *testing.T) {
	w, users := settled(t, "Alice")
	r := users[0].room
	for _, want := range []uint64{1, 2} {
		if _, seq, err := r.Compose("x", newcomerTime); seq != want || err != nil {
			t.Fatalf("number %d, %v", seq, err)
		}
	}
	r.Reset()
	if _, seq, _ := r.Compose("x", newcomerTime); seq != 1 {
		t.Fatalf("number %d after Reset", seq)
	}
	carol := w.newUser("Carol")
	if _, err := r.Apply(w.advanceWith(carol), []Member{carol.member}); err != nil {
		t.Fatal(err)
	}
	if _, seq, _ := r.Compose("x", newcomerTime); seq != 1 {
		t.Fatalf("number %d in a new epoch", seq)
	}
}

func TestComposeLimits(t *testing.T) {
	_, users := settled(t, "Alice")
	r := users[0].room
	if _, _, err := r.Compose(strings.Repeat("x", wire.MaxText+1), newcomerTime); !errors.Is(err, wire.ErrTooLong) {
		t.Errorf("long text: %v", err)
	}
	if _, _, err := r.Compose("\xff", newcomerTime); !errors.Is(err, wire.ErrMalformed) {
		t.Errorf("no UTF-8: %v", err)
	}
	seq := uint64(0)
	for _, sent := range []time.Time{time.Unix(-1, 0), time.Unix(1<<40, 0), {}} {
		seq++
		body, n, err := r.Compose(strings.Repeat("x", wire.MaxText), sent)
		if err != nil || n != seq {
			t.Fatalf("number %d, %v", n, err)
		}
		at, _ := r.Index(users[0].member.ID)
		m, _, err := r.Accept(at, n, body)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := m.Sent.MarshalJSON(); err != nil {
			t.Errorf("sent %v: %v", sent, err)
		}
	}
}

// FuzzAccept gives a member bodies and heads of anybody's making: whatever they
// are, nothing panics, and what is refused changes nothing.
func FuzzAccept(f *testing.F) {
	w, users := settled(f, "Alice", "Bob")
	alice, bob := users[0], users[1]
	body, seq, err := alice.room.Compose("hello", newcomerTime)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(w.index(alice), seq, body)
	f.Add(w.index(alice), seq+1, body)
	f.Add(w.index(bob), seq, body)
	f.Add(-1, uint64(0), alice.room.Head())
	f.Fuzz(func(t *testing.T, from int, seq uint64, body []byte) {
		r := *bob.room
		r.people = nil
		for _, p := range bob.room.people {
			c := *p
			r.people = append(r.people, &c)
			if p == bob.room.me {
				r.me = &c
			}
		}
		before := string(r.head())
		_, _, err := r.Accept(from, seq, body)
		if err != nil && string(r.head()) != before {
			t.Fatalf("refused with %v, but something changed", err)
		}
		if err == nil {
			if _, _, err := r.Accept(from, seq, body); !errors.Is(err, ErrRepeat) {
				t.Fatalf("taken twice: %v", err)
			}
		}
	})
}
