package contacts_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"testing"
	"time"

	"realtalk/core/contacts"
)

// stranger gives the key of the nth one.
func stranger(n int) (who key) {
	binary.BigEndian.PutUint32(who[28:], uint32(n)+1)
	return who
}

// fill makes a full book of strangers, the first of them met first.
func fill(t testing.TB, people int) *contacts.Book {
	t.Helper()
	var all []contacts.Contact
	for n := range people {
		at := day(1).Add(time.Duration(n) * time.Second)
		all = append(all, contacts.Contact{ID: stranger(n), Name: fmt.Sprintf("Guest %d", n+10), First: at, Last: at})
	}
	dir, me := t.TempDir(), newIdentity(t)
	must(t, contacts.WriteBook(openProfile(t, dir), me, all))
	return openBook(t, dir, me)
}

// A crowd of strangers drives out strangers, never who matters.
func TestFullBook(t *testing.T) {
	b := fill(t, contacts.MaxContacts-4)
	meet(t, b, ada, "Ada", 1)
	must(t, b.Verify([][32]byte{ada}, day(1)))
	meet(t, b, bob, "Bob", 1)
	must(t, b.Rename(bob, "Uncle"))
	meet(t, b, eve, "Eve", 1)
	must(t, b.Note(eve, "from the train"))
	friend := key{0xf0}
	meet(t, b, friend, "Friend", 1)
	meet(t, b, friend, "Friend", 3) // comes again
	if got := len(b.List()); got != contacts.MaxContacts {
		t.Fatalf("%d contacts", got)
	}
	for n := range 5 {
		meet(t, b, key{0x11, byte(n)}, fmt.Sprintf("Crowd %d", n), 20)
	}
	must(t, b.Accept(key{0x22}, "Guest 5000", day(20)))
	if got := len(b.List()); got != contacts.MaxContacts {
		t.Errorf("%d contacts", got)
	}
	wantTrust(t, b, ada, "Ada", contacts.Verified)
	for who, name := range map[key]string{bob: "Bob", eve: "Eve", friend: "Friend", stranger(6): "Guest 16", {0x11, 4}: "Crowd 4"} {
		wantTrust(t, b, who, name, contacts.Known)
	}
	for n := range 6 {
		wantTrust(t, b, stranger(n), fmt.Sprintf("Guest %d", n+10), contacts.New)
	}
}

// Nobody is to be forgotten: the next is not remembered, and nothing is lost.
func TestFullBookOfFriends(t *testing.T) {
	b := fill(t, contacts.MaxContacts)
	var all [][32]byte
	for n := range contacts.MaxContacts {
		all = append(all, stranger(n))
	}
	must(t, b.Verify(all, day(2)))
	before := b.List()
	wantError(t, b.Meet(ada, "Ada", day(3)), contacts.ErrFull)
	wantError(t, b.Accept(ada, "Guest 77", day(3)), contacts.ErrFull)
	wantError(t, b.Verify([][32]byte{ada}, day(3)), contacts.ErrFull)
	for i, c := range b.List() {
		if c != before[i] {
			t.Fatalf("%+v, not %+v", c, before[i])
		}
	}
	meet(t, b, stranger(7), "Guest 17", 3)
	wantTrust(t, b, stranger(67), "Guest 77", contacts.Verified)
}

// What the file holds is bounded by the number of people, whoever signed it.
func TestBookOfTooMany(t *testing.T) {
	dir, me := t.TempDir(), newIdentity(t)
	book := append(append([]byte("["), bytes.Repeat([]byte("{},"), contacts.MaxContacts)...), "{}]"...)
	must(t, contacts.WriteRaw(openProfile(t, dir), me, book))
	_, err := contacts.Open(openProfile(t, dir), me)
	wantError(t, err, contacts.ErrTampered)
}

// A file that nobody signed costs no more than its own size, few times over.
func TestUnsignedBombIsNotParsed(t *testing.T) {
	me := newIdentity(t)
	bomb := append(append([]byte(`{"signature":"AAAA","book":[`), bytes.Repeat([]byte("{},"), 4<<20)...), "{}]}"...)
	allocated := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			if contacts.Unseal(bomb, me) == nil {
				b.Error("nobody signed it")
			}
		}
	}).AllocedBytesPerOp()
	if limit := int64(4 * len(bomb)); allocated > limit {
		t.Errorf("%d bytes for a file of %d", allocated, len(bomb))
	}
}
