package contacts_test

import (
	"testing"

	"realtalk/core/contacts"
)

// Each row of the table in doc.go. Ada is verified as "Ada Lovelace", Bob is
// known as "Bob" with the alias "Uncle".
func TestRules(t *testing.T) {
	for _, c := range []struct {
		row    string
		before func(t *testing.T, b *contacts.Book)
		who    key
		name   string
		trust  contacts.Trust
		after  string // the name that the book has of who then; empty: it is no contact
	}{
		{"a stranger under nobody's name", nil, eve, "Eve", contacts.New, "Eve"},
		{"a stranger under a verified name", nil, eve, "Ada Lovelace", contacts.Changed, ""},
		{"a stranger under what looks like a verified name", nil, eve, "Ad\u0430 Love1ace", contacts.Changed, ""},
		{"a stranger under a known name", nil, eve, "BOB", contacts.Changed, ""},
		{"a stranger under an alias", nil, eve, "uncle", contacts.Changed, ""},
		{"a verified key under its own name", nil, ada, "Ada Lovelace", contacts.Verified, "Ada Lovelace"},
		{"a verified key under its own name in small letters", nil, ada, "ada lovelace", contacts.Verified, "ada lovelace"},
		{"a known key under its own name", nil, bob, "Bob", contacts.Known, "Bob"},
		{"a known key under its alias", nil, bob, "Uncle", contacts.Known, "Uncle"},
		{"a verified key under nobody's name", nil, ada, "Countess", contacts.Verified, "Countess"},
		{"a known key under nobody's name", nil, bob, "Robert", contacts.Known, "Robert"},
		{"a known key under another's name", nil, bob, "Ada Lovelace", contacts.Changed, "Bob"},
		{"a verified key under another's alias", nil, ada, "Uncle", contacts.Changed, "Ada Lovelace"},
		{"a known key under a name that it lost", loseBob, bob, "Bob", contacts.Changed, "Bob"},
		{"a known key under another name, having lost one", loseBob, bob, "Robert", contacts.Known, "Robert"},
		{"a known key under a name that is nobody's again", forgetTaker, bob, "Bob", contacts.Known, "Bob"},
		{"a stranger under a name that its owner gave up", renameBob, eve, "Bob", contacts.New, "Eve"},
	} {
		t.Run(c.row, func(t *testing.T) {
			b := newBook(t)
			meet(t, b, ada, "Ada Lovelace", 1)
			must(t, b.Verify([][32]byte{ada}, day(1)))
			meet(t, b, bob, "Bob", 1)
			must(t, b.Rename(bob, "Uncle"))
			if c.before != nil {
				c.before(t, b)
			}
			wantTrust(t, b, c.who, c.name, c.trust)
			meet(t, b, c.who, c.name, 2)
			got, ok := b.Get(c.who)
			if ok != (c.after != "") || c.trust != contacts.New && got.Name != c.after {
				t.Errorf("then the book has %q, not %q", got.Name, c.after)
			}
			if ok && !got.Last.Equal(day(2)) {
				t.Errorf("met at last %s", got.Last)
			}
			afterMeeting(t, b, c.who, c.name, c.trust)
		})
	}
}

// afterMeeting: to be met changes nothing but that a stranger is known.
func afterMeeting(t *testing.T, b *contacts.Book, who key, name string, before contacts.Trust) {
	t.Helper()
	if before == contacts.New {
		before = contacts.Known
	}
	wantTrust(t, b, who, name, before)
}

// taker is somebody who was accepted as Bob.
var taker = key{0x7a}

func loseBob(t *testing.T, b *contacts.Book) {
	t.Helper()
	must(t, b.Accept(taker, "Bob", day(1)))
}

func forgetTaker(t *testing.T, b *contacts.Book) {
	t.Helper()
	loseBob(t, b)
	must(t, b.Forget(taker))
}

func renameBob(t *testing.T, b *contacts.Book) {
	t.Helper()
	meet(t, b, bob, "Robert", 1)
}

func TestAcceptMovesTheName(t *testing.T) {
	b := newBook(t)
	meet(t, b, bob, "Bob", 1)
	must(t, b.Verify([][32]byte{bob}, day(1)))
	meet(t, b, eve, "B\u03bfb", 2)
	if _, ok := b.Get(eve); ok {
		t.Fatal("one who is Changed was remembered")
	}
	must(t, b.Accept(eve, "B\u03bfb", day(2)))
	wantTrust(t, b, eve, "Bob", contacts.Known)
	wantTrust(t, b, bob, "Bob", contacts.Changed)
	wantTrust(t, b, bob, "Robert", contacts.Verified)
	wantTrust(t, b, nobody, "Bob", contacts.Changed)
	must(t, b.Accept(bob, "Bob", day(3))) // and back
	wantTrust(t, b, bob, "Bob", contacts.Verified)
	wantTrust(t, b, eve, "Bob", contacts.Changed)
}

func TestAcceptDropsAnAlias(t *testing.T) {
	b := newBook(t)
	meet(t, b, bob, "Bob", 1)
	must(t, b.Rename(bob, "Uncle"))
	must(t, b.Accept(eve, "UncIe", day(2)))
	wantTrust(t, b, eve, "Uncle", contacts.Known)
	wantTrust(t, b, bob, "Bob", contacts.Known)
	if c := want(t, b, bob); c.Alias != "" {
		t.Errorf("Bob is still %q", c.Alias)
	}
}

func TestVerifyMovesTheName(t *testing.T) {
	b := newBook(t)
	meet(t, b, ada, "Ada", 1)
	meet(t, b, bob, "Bob", 1)
	meet(t, b, eve, "Bob", 2) // a stranger who is Changed
	meet(t, b, bob, "Ada", 2) // a contact who is
	wantError(t, b.Verify([][32]byte{eve, nobody, bob}, day(3)), contacts.ErrUnknown)
	wantTrust(t, b, eve, "Bob", contacts.Verified)
	wantTrust(t, b, bob, "Ada", contacts.Verified)
	wantTrust(t, b, ada, "Ada", contacts.Changed)
	wantTrust(t, b, ada, "Countess", contacts.Known)
	if c := want(t, b, eve); !c.Verified.Equal(day(3)) || c.Name != "Bob" {
		t.Errorf("%+v", c)
	}
	if _, ok := b.Get(nobody); ok {
		t.Error("somebody never met became a contact")
	}
}

func TestStringsOfTrust(t *testing.T) {
	for trust, want := range []string{"", "new", "known", "verified", "changed", ""} {
		if got := contacts.Trust(trust).String(); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
