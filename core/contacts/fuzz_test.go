package contacts_test

import (
	"bytes"
	"testing"

	"realtalk/core/contacts"
	"realtalk/core/room"
)

// trusting takes every file for its own, so that the fuzzer gets to the book.
type trusting struct{}

func (trusting) Sign(string, []byte) ([]byte, error)        { return []byte("signed"), nil }
func (trusting) Verify(_ string, _, signature []byte) error { return wantSigned(signature) }

func wantSigned(signature []byte) error {
	if string(signature) != "signed" {
		return errMood
	}
	return nil
}

// FuzzContacts: whatever the file holds, what is taken from it is within the
// limits, and what is written then is read as the same.
func FuzzContacts(f *testing.F) {
	f.Fuzz(func(t *testing.T, file []byte) {
		all, again, err := contacts.ReadFile(file, trusting{})
		if err != nil {
			return
		}
		once, twice, err := contacts.ReadFile(again, trusting{})
		if err != nil || !bytes.Equal(again, twice) || len(once) != len(all) {
			t.Fatalf("%d contacts, then %d: %v\n%s\n%s", len(all), len(once), err, again, twice)
		}
		for i, c := range all {
			checkContact(t, c)
			if once[i] != c {
				t.Fatalf("%+v, then %+v", c, once[i])
			}
		}
	})
}

func checkContact(t *testing.T, c contacts.Contact) {
	t.Helper()
	if clean, err := room.CleanName(c.Name); err != nil || clean != c.Name {
		t.Fatalf("name %q: %v", c.Name, err)
	}
	if clean, err := room.CleanName(c.Alias); c.Alias != "" && (err != nil || clean != c.Alias) {
		t.Fatalf("alias %q: %v", c.Alias, err)
	}
	if len(c.Note) > contacts.MaxNote || bytes.ContainsAny([]byte(c.Note), "\n\r\x00\x1b") {
		t.Fatalf("note %q", c.Note)
	}
}
