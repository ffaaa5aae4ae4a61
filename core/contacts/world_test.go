package contacts_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"realtalk/core/contacts"
	"realtalk/core/pgp"
	"realtalk/core/profile"
)

type key = [32]byte

// Keys of people who are met.
var (
	ada    = key{0xad}
	bob    = key{0xb0}
	eve    = key{0xe0}
	nobody = key{0xff}
)

// day is noon of the nth day.
func day(n int) time.Time { return time.Date(2030, 1, n, 12, 0, 0, 0, time.UTC) }

func newIdentity(t testing.TB) *pgp.Identity {
	t.Helper()
	i, err := pgp.NewIdentity("Me")
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// openBook is for books that are as they should be.
func openBook(t testing.TB, dir string, s contacts.Signer) *contacts.Book {
	t.Helper()
	b, err := contacts.Open(openProfile(t, dir), s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func openProfile(t testing.TB, dir string) *profile.Profile {
	t.Helper()
	p, err := profile.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func newBook(t testing.TB) *contacts.Book { return openBook(t, t.TempDir(), newIdentity(t)) }

// meet is for meetings that must succeed.
func meet(t testing.TB, b *contacts.Book, who key, name string, n int) {
	t.Helper()
	must(t, b.Meet(who, name, day(n)))
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantError(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%v, not %v", err, want)
	}
}

func wantTrust(t *testing.T, b *contacts.Book, who key, name string, want contacts.Trust) {
	t.Helper()
	if got := b.Judge(who, name); got != want {
		t.Errorf("%x as %q is %s, not %s", who[0], name, got, want)
	}
}

// want gives a contact that must be there.
func want(t *testing.T, b *contacts.Book, who key) contacts.Contact {
	t.Helper()
	c, ok := b.Get(who)
	if !ok {
		t.Fatalf("%x is no contact", who[0])
	}
	return c
}

func readFile(t *testing.T, dir, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func writeFile(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(dir, name), data, 0o600))
}
