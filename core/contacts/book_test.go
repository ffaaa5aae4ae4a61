package contacts_test

import (
	"strings"
	"testing"
	"time"

	"realtalk/core/contacts"
	"realtalk/core/room"
)

func TestBookIsKept(t *testing.T) {
	dir, me := t.TempDir(), newIdentity(t)
	b := openBook(t, dir, me)
	meet(t, b, ada, "Ada", 1)
	meet(t, b, bob, "Bob", 2)
	meet(t, b, ada, "Ada L", 3)
	must(t, b.Verify([][32]byte{ada}, day(3).Add(1500*time.Millisecond)))
	must(t, b.Rename(ada, "Countess"))
	must(t, b.Note(ada, "from\nschool \t \u202e \u200b & <home>"))
	must(t, b.Accept(eve, "Bob", day(2)))
	want := []contacts.Contact{
		{ID: ada, Name: "Ada L", Alias: "Countess", Note: "from school & <home>", First: day(1), Last: day(3), Verified: day(3).Add(time.Second)},
		{ID: bob, Name: "Bob", First: day(2), Last: day(2)},
		{ID: eve, Name: "Bob", First: day(2), Last: day(2)},
	}
	for _, book := range []*contacts.Book{b, openBook(t, dir, me)} {
		got := book.List()
		if len(got) != len(want) {
			t.Fatalf("%+v", got)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%+v, not %+v", got[i], want[i])
			}
		}
		wantTrust(t, book, bob, "Bob", contacts.Changed)
		wantTrust(t, book, nobody, "countess", contacts.Changed)
	}
}

func TestForget(t *testing.T) {
	b := newBook(t)
	meet(t, b, ada, "Ada", 1)
	must(t, b.Verify([][32]byte{ada}, day(1)))
	must(t, b.Forget(ada))
	wantTrust(t, b, ada, "Ada", contacts.New)
	wantTrust(t, b, eve, "Ada", contacts.New)
	if got := b.List(); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestRename(t *testing.T) {
	b := newBook(t)
	meet(t, b, ada, "Ada", 1)
	meet(t, b, bob, "Bob", 1)
	wantError(t, b.Rename(ada, "B0B"), contacts.ErrTaken)
	wantError(t, b.Rename(ada, "a\u202eb"), room.ErrName)
	must(t, b.Rename(ada, "ADA")) // her own name
	must(t, b.Rename(ada, "Countess"))
	wantTrust(t, b, eve, "Countess", contacts.Changed)
	must(t, b.Rename(ada, ""))
	wantTrust(t, b, eve, "Countess", contacts.New)
	wantTrust(t, b, eve, "Ada", contacts.Changed)
}

func TestUnknownContacts(t *testing.T) {
	b := newBook(t)
	wantError(t, b.Rename(nobody, "X"), contacts.ErrUnknown)
	wantError(t, b.Note(nobody, "X"), contacts.ErrUnknown)
	wantError(t, b.Forget(nobody), contacts.ErrUnknown)
	wantError(t, b.Verify([][32]byte{nobody}, day(1)), contacts.ErrUnknown)
}

func TestHostileFields(t *testing.T) {
	b := newBook(t)
	meet(t, b, ada, "Ada", 1)
	for _, name := range []string{"", "a\nb", "a\u202eb", "\xff", strings.Repeat("x", 1<<20), "say \"hi\""} {
		wantError(t, b.Meet(eve, name, day(1)), room.ErrName)
		wantError(t, b.Accept(eve, name, day(1)), room.ErrName)
		b.Judge(eve, name)
	}
	for _, note := range []string{strings.Repeat("x", contacts.MaxNote+1), strings.Repeat("x", 1<<20), "\xff"} {
		wantError(t, b.Note(ada, note), contacts.ErrNote)
	}
	must(t, b.Note(ada, strings.Repeat("x", contacts.MaxNote)))
	for _, at := range []time.Time{{}, time.Unix(1<<50, 0), time.Unix(-1<<50, 0)} {
		must(t, b.Meet(ada, "Ada", at))
		must(t, b.Accept(bob, "Bob", at))
		must(t, b.Verify([][32]byte{ada}, at))
	}
	if got := b.List(); len(got) != 2 {
		t.Errorf("%+v", got)
	}
}

// Who comes and goes all the time costs no write each time.
func TestLastLagsBehind(t *testing.T) {
	dir := t.TempDir()
	b := openBook(t, dir, newIdentity(t))
	meet(t, b, ada, "Ada", 1)
	before := readFile(t, dir, "contacts.json")
	must(t, b.Meet(ada, "Ada", day(1).Add(59*time.Second)))
	if string(readFile(t, dir, "contacts.json")) != string(before) {
		t.Error("written again within a minute")
	}
	must(t, b.Meet(ada, "Ada", day(1).Add(time.Minute)))
	if c := want(t, b, ada); !c.Last.Equal(day(1).Add(time.Minute)) {
		t.Errorf("met at last %s", c.Last)
	}
	must(t, b.Meet(ada, "Ada", day(1))) // a clock that was put back
	if c := want(t, b, ada); !c.Last.Equal(day(1).Add(time.Minute)) {
		t.Errorf("met at last %s", c.Last)
	}
}
