package core

import (
	"errors"
	"testing"

	"realtalk/core/pgp"
)

// The same identity goes from lock to lock, and what a lock needed is gone after
// it.
func TestPassphraseIsSet(t *testing.T) {
	p, s := testProfile(t), newStore()
	k := NewKeeper(p, s)
	id, err := k.Load("Ada", nil)
	if err != nil {
		t.Fatal(err)
	}
	passphrase := []byte(nil)
	for _, next := range []string{"one", "two", "", "", "three"} {
		if err := k.SetPassphrase(id, []byte(next)); err != nil {
			t.Fatal(err)
		}
		old := passphrase
		passphrase = []byte(next)
		want := KeptInStore
		if next != "" {
			want = KeptUnderPassphrase
			if _, err := k.Load("Ada", old); !errors.Is(err, pgp.ErrIdentity) {
				t.Errorf("the passphrase %q still opens it: %v", old, err)
			}
		}
		wantKept(t, k, want)
		wantEntries(t, k, s)
		if load(t, k, passphrase) != id.Fingerprint() {
			t.Error("another identity")
		}
	}
}

// A key that had to go into a file goes into the key store when that works.
func TestKeyMovesIntoStore(t *testing.T) {
	p, s := testProfile(t), newStore()
	first := load(t, NewKeeper(p, nil), nil)
	k := NewKeeper(p, s)
	id, err := k.Load("Ada", nil)
	if err != nil {
		t.Fatal(err)
	}
	wantKept(t, k, KeptInFile)
	if err := k.SetPassphrase(id, nil); err != nil {
		t.Fatal(err)
	}
	wantKept(t, k, KeptInStore)
	if load(t, k, nil) != first {
		t.Error("another identity")
	}
}

func TestIdentityIsReplaced(t *testing.T) {
	for _, passphrase := range [][]byte{nil, typed} {
		p, s := testProfile(t), newStore()
		k := NewKeeper(p, s)
		old, err := k.Load("Ada", nil)
		if err != nil {
			t.Fatal(err)
		}
		next := testIdentity(t, "Eve")
		if err := k.Replace(next, passphrase); err != nil {
			t.Fatal(err)
		}
		wantEntries(t, k, s)
		// Another program that still has the old one must not put it back.
		if err := k.SetPassphrase(old, typed); !errors.Is(err, ErrReplaced) {
			t.Errorf("the old identity came back: %v", err)
		}
		if load(t, k, passphrase) != next.Fingerprint() {
			t.Error("not the new identity")
		}
	}
}

// A damaged file can be replaced, but gets no other lock.
func TestDamagedIdentityIsReplaced(t *testing.T) {
	p := testProfile(t)
	k, id := NewKeeper(p, nil), testIdentity(t, "Ada")
	write(t, p, []byte("rtident1"))
	if err := k.SetPassphrase(id, typed); !errors.Is(err, ErrIdentity) {
		t.Errorf("a passphrase for a damaged file: %v", err)
	}
	if err := k.Replace(id, nil); err != nil {
		t.Fatal(err)
	}
	if load(t, k, nil) != id.Fingerprint() {
		t.Error("another identity")
	}
}

// A wiped identity changes nothing.
func TestWipedIdentityIsNotKept(t *testing.T) {
	p, s := testProfile(t), newStore()
	k := NewKeeper(p, s)
	first := load(t, k, nil)
	id, err := k.Load("Ada", nil)
	if err != nil {
		t.Fatal(err)
	}
	id.Wipe()
	for _, passphrase := range [][]byte{nil, typed} {
		if err := k.SetPassphrase(id, passphrase); !errors.Is(err, pgp.ErrDestroyed) {
			t.Errorf("%v", err)
		}
		if err := k.Replace(id, passphrase); !errors.Is(err, pgp.ErrDestroyed) {
			t.Errorf("%v", err)
		}
	}
	wantEntries(t, k, s)
	if load(t, k, nil) != first {
		t.Error("another identity")
	}
}

// What the store did not delete is deleted later, however often that happens.
func TestReplacedSecretsAreDeletedLater(t *testing.T) {
	p, s := testProfile(t), newStore()
	k := NewKeeper(p, s)
	id, err := k.Load("Ada", nil)
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("locked")
	s.fail = func(call string) error { return failing(call, "delete", broken) }
	for range 3 {
		if err := k.SetPassphrase(id, nil); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(s.names()); n != 4 {
		t.Fatalf("%d secrets: nothing is proved", n)
	}
	load(t, k, nil)
	s.fail = func(string) error { return nil }
	load(t, k, nil)
	wantEntries(t, k, s)
	if n := len(readKept(t, p).entries); n != 1 {
		t.Errorf("the file still lists %d entries", n)
	}
}
