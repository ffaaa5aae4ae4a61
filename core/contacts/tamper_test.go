package contacts_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"realtalk/core/contacts"
	"realtalk/core/pgp"
	"realtalk/core/profile"
)

// kept makes a profile that knows Ada, and gives its file.
func kept(t *testing.T, me *pgp.Identity) (dir string, file []byte) {
	t.Helper()
	dir = t.TempDir()
	b := openBook(t, dir, me)
	meet(t, b, ada, "Ada", 1)
	must(t, b.Verify([][32]byte{ada}, day(1)))
	return dir, readFile(t, dir, "contacts.json")
}

func TestTamperedFileIsSetAside(t *testing.T) {
	me := newIdentity(t)
	_, good := kept(t, me)
	_, others := kept(t, newIdentity(t))
	edited := bytes.Replace(good, []byte(`"Ada"`), []byte(`"Eve"`), 1)
	if bytes.Equal(edited, good) {
		t.Fatal("nothing was edited")
	}
	for _, c := range []struct {
		name string
		data []byte
	}{
		{"edited", edited},
		{"cut off", good[:len(good)-2]},
		{"longer", append(bytes.Clone(good), "x"...)},
		{"empty", nil},
		{"from another profile", others},
		{"unsigned", []byte(`{"book":[]}`)},
		{"nothing in it", []byte(`{}`)},
		{"another's words", []byte(`null`)},
		{"spaced", bytes.Replace(good, []byte(`"name":`), []byte(`"name": `), 1)},
		{"deep", bytes.Repeat([]byte("["), 1<<20)},
		{"too large", make([]byte, profile.MaxFile+1)},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, _ := kept(t, me)
			writeFile(t, dir, "contacts.json", c.data)
			b, err := contacts.Open(openProfile(t, dir), me)
			wantError(t, err, contacts.ErrTampered)
			if got := b.List(); len(got) != 0 {
				t.Errorf("%+v", got)
			}
			if got := readFile(t, dir, "contacts-set-aside-1.json"); !bytes.Equal(got, c.data) {
				t.Errorf("%d bytes were set aside, not %d", len(got), len(c.data))
			}
			wantTrust(t, b, ada, "Ada", contacts.New)
			meet(t, b, bob, "Bob", 2)
			wantTrust(t, openBook(t, dir, me), bob, "Bob", contacts.Known)
		})
	}
}

// Every single bit of the file counts.
func TestEachFlippedBitIsNoticed(t *testing.T) {
	me := newIdentity(t)
	dir, good := kept(t, me)
	p := openProfile(t, dir)
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 1
		writeFile(t, dir, "contacts.json", bad)
		b, err := contacts.Open(p, me)
		if got := b.List(); err == nil && (len(got) != 1 || got[0].ID != ada || got[0].Name != "Ada") {
			t.Errorf("byte %d: %+v", i, got)
		} else if err != nil && (!errors.Is(err, contacts.ErrTampered) || len(got) != 0) {
			t.Errorf("byte %d: %v, %+v", i, err, got)
		}
	}
}

// A second file set aside does not replace the first.
func TestSetAsideTwice(t *testing.T) {
	me := newIdentity(t)
	dir, _ := kept(t, me)
	for n := 1; n <= 3; n++ {
		bad := fmt.Appendf(nil, "bad %d", n)
		writeFile(t, dir, "contacts.json", bad)
		_, err := contacts.Open(openProfile(t, dir), me)
		wantError(t, err, contacts.ErrTampered)
		for m := 1; m <= n; m++ {
			want := fmt.Sprintf("bad %d", m)
			if got := readFile(t, dir, fmt.Sprintf("contacts-set-aside-%d.json", m)); string(got) != want {
				t.Errorf("%q, not %q", got, want)
			}
		}
	}
}

// Something else in the file's place does not stop the book.
func TestFolderInPlaceOfTheFile(t *testing.T) {
	dir, me := t.TempDir(), newIdentity(t)
	must(t, os.Mkdir(filepath.Join(dir, "contacts.json"), 0o700))
	p, err := profile.Open(dir)
	must(t, err)
	b, err := contacts.Open(p, me)
	wantError(t, err, contacts.ErrTampered)
	meet(t, b, ada, "Ada", 1)
	wantTrust(t, openBook(t, dir, me), ada, "Ada", contacts.Known)
}

// A book that is open goes on with what it knows.
func TestTamperedWhileOpen(t *testing.T) {
	me := newIdentity(t)
	dir, _ := kept(t, me)
	b := openBook(t, dir, me)
	writeFile(t, dir, "contacts.json", []byte("bad"))
	wantTrust(t, b, ada, "Ada", contacts.Verified)
	wantTrust(t, b, eve, "Ada", contacts.Changed)
	wantError(t, b.Meet(bob, "Bob", day(2)), contacts.ErrTampered)
	again := openBook(t, dir, me)
	wantTrust(t, again, ada, "Ada", contacts.Verified)
	wantTrust(t, again, bob, "Bob", contacts.Known)
	must(t, os.Remove(filepath.Join(dir, "contacts.json")))
	wantTrust(t, b, ada, "Ada", contacts.Verified)
	meet(t, b, bob, "Bob", 3)
	wantTrust(t, openBook(t, dir, me), ada, "Ada", contacts.Verified)
}

// What cannot be written is not kept in memory either, and nothing else is lost.
func TestFileCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	me := &moody{Signer: newIdentity(t)}
	b := openBook(t, dir, me)
	meet(t, b, ada, "Ada", 1)
	me.refuses = true
	wantError(t, b.Meet(bob, "Bob", day(1)), errMood)
	wantError(t, b.Rename(ada, "Countess"), errMood)
	wantError(t, b.Resign(newIdentity(t)), errMood)
	wantTrust(t, b, bob, "Bob", contacts.New)
	wantTrust(t, b, eve, "Countess", contacts.New)
	wantTrust(t, b, ada, "Ada", contacts.Known)
	me.refuses = false
	meet(t, b, bob, "Bob", 1)
	wantTrust(t, openBook(t, dir, me), bob, "Bob", contacts.Known)
}

// A key that cannot be had just now makes no good file a bad one.
func TestKeyIsNotAtHand(t *testing.T) {
	me := newIdentity(t)
	dir, good := kept(t, me)
	b, err := contacts.Open(openProfile(t, dir), absent{})
	if !errors.Is(err, errMood) || errors.Is(err, contacts.ErrTampered) {
		t.Errorf("%v", err)
	}
	wantError(t, b.Meet(bob, "Bob", day(2)), errMood)
	if got := readFile(t, dir, "contacts.json"); !bytes.Equal(got, good) {
		t.Error("the file is another now")
	}
	wantTrust(t, openBook(t, dir, me), ada, "Ada", contacts.Verified)
}

// absent is a signer without its key.
type absent struct{}

func (absent) Sign(string, []byte) ([]byte, error) { return nil, errMood }
func (absent) Verify(string, []byte, []byte) error { return errMood }

// The folder is gone: an error of the operating system, and a book all the same.
func TestNoFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "profile")
	p := openProfile(t, dir)
	must(t, os.RemoveAll(dir))
	b, err := contacts.Open(p, newIdentity(t))
	if b == nil || err == nil || errors.Is(err, contacts.ErrTampered) {
		t.Fatalf("%v, %v", b, err)
	}
	wantTrust(t, b, ada, "Ada", contacts.New)
	if b.Meet(ada, "Ada", day(1)) == nil || b.Resign(newIdentity(t)) == nil {
		t.Error("no error")
	}
}

// moody signs only if it likes to.
type moody struct {
	contacts.Signer
	refuses bool
}

var errMood = errors.New("not now")

func (m *moody) Sign(context string, data []byte) ([]byte, error) {
	if m.refuses {
		return nil, errMood
	}
	return m.Signer.Sign(context, data)
}
