package core

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"realtalk/core/pgp"
	"realtalk/core/profile"
)

var typed = []byte("a passphrase, typed")

// An identity stays the same, whatever keeps it, and only a file that says that
// it is not locked is not.
func TestIdentityIsKept(t *testing.T) {
	for _, test := range []struct {
		as         KeptAs
		secrets    Secrets
		passphrase []byte
	}{
		{KeptInFile, nil, nil},
		{KeptInStore, newStore(), nil},
		{KeptUnderPassphrase, newStore(), typed},
		{KeptUnderPassphrase, nil, typed},
	} {
		p := testProfile(t)
		k := NewKeeper(p, test.secrets)
		wantKept(t, k, KeptNowhere)
		first := load(t, k, test.passphrase)
		wantKept(t, k, test.as)
		if again := load(t, NewKeeper(p, test.secrets), test.passphrase); again != first {
			t.Errorf("kept as %d: another identity the second time", test.as)
		}
		_, err := pgp.ParseIdentity(readKept(t, p).key)
		if locked := errors.Is(err, pgp.ErrLocked); locked != (test.as != KeptInFile) {
			t.Errorf("kept as %d: the key on disk is locked: %t", test.as, locked)
		}
		info, err := os.Stat(filepath.Join(p.Dir(), "identity"))
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode().Perm(); mode != 0o600 && runtime.GOOS != "windows" {
			t.Errorf("the file has mode %v", mode)
		}
	}
	if !bytes.Equal(typed, []byte("a passphrase, typed")) {
		t.Error("the caller's passphrase was changed")
	}
}

// Without a key store that works, the first start does not fail, and leaves
// nothing behind in the store.
func TestFirstStartWithoutKeyStore(t *testing.T) {
	broken := errors.New("locked")
	for what, fail := range map[string]func(*store, string) error{
		"cannot be written": func(_ *store, call string) error { return failing(call, "set", broken) },
		"cannot be read":    func(_ *store, call string) error { return failing(call, "get", broken) },
		"keeps something else": func(s *store, call string) error {
			if failing(call, "get", broken) != nil {
				s.secrets[call[len("get "):]] = "something else"
			}
			return nil
		},
		"forgets": func(s *store, call string) error {
			if failing(call, "get", broken) != nil {
				clear(s.secrets)
			}
			return nil
		},
	} {
		p, s := testProfile(t), newStore()
		s.fail = func(call string) error { return fail(s, call) }
		k := NewKeeper(p, s)
		first := load(t, k, nil)
		wantKept(t, k, KeptInFile)
		if again := load(t, NewKeeper(p, nil), nil); again != first {
			t.Errorf("a store that %s: another identity the second time", what)
		}
		if left := s.names(); len(left) > 0 {
			t.Errorf("a store that %s: %v is in it", what, left)
		}
	}
}

// Once the secret is in the key store, there is no new identity without it.
func TestKeyStoreThatCannotBeOpened(t *testing.T) {
	p, s := testProfile(t), newStore()
	first := load(t, NewKeeper(p, s), nil)
	before := readKept(t, p)
	broken := errors.New("locked")
	s.fail = func(call string) error { return failing(call, "get", broken) }
	for what, k := range map[string]*Keeper{
		"none": NewKeeper(p, nil), "locked": NewKeeper(p, s), "another": NewKeeper(p, newStore()),
	} {
		_, err := k.Load("Ada", typed)
		if !errors.Is(err, ErrKeyStore) || errors.Is(err, ErrIdentity) || errors.Is(err, pgp.ErrIdentity) {
			t.Errorf("%s: %v", what, err)
		}
		if gone := errors.Is(err, fs.ErrNotExist); gone != (what == "another") {
			t.Errorf("%s: %v", what, err)
		}
		wantKept(t, k, KeptInStore)
	}
	if !sameKept(readKept(t, p), before) {
		t.Error("the file was changed")
	}
	s.fail = func(string) error { return nil }
	if load(t, NewKeeper(p, s), nil) != first {
		t.Error("another identity after the store opened again")
	}
}

func TestPassphraseOfIdentity(t *testing.T) {
	k := NewKeeper(testProfile(t), newStore())
	load(t, k, typed)
	for passphrase, want := range map[string]error{
		"": pgp.ErrLocked, "wrong": pgp.ErrPassphrase, "a passphrase, typed ": pgp.ErrPassphrase,
	} {
		_, err := k.Load("Ada", []byte(passphrase))
		if !errors.Is(err, want) || errors.Is(err, ErrIdentity) || errors.Is(err, ErrKeyStore) {
			t.Errorf("%q: %v, not %v", passphrase, err, want)
		}
	}
}

// What is wrong with the file or in the store is damage, never a question for a
// passphrase, and never another identity.
func TestDamagedIdentity(t *testing.T) {
	for what, damage := range map[string]func(k *keptIdentity, s *store){
		"says in a file":      func(k *keptIdentity, _ *store) { k.as = KeptInFile },
		"says a passphrase":   func(k *keptIdentity, _ *store) { k.as, k.key = KeptUnderPassphrase, []byte{0xc5, 1} },
		"another fingerprint": func(k *keptIdentity, _ *store) { k.fingerprint[0] ^= 1 },
		"a changed key":       func(k *keptIdentity, _ *store) { k.key[len(k.key)/2] ^= 1 },
		"half a key":          func(k *keptIdentity, _ *store) { k.key = k.key[:len(k.key)/2] },
		"an unlocked key": func(k *keptIdentity, _ *store) {
			k.key, k.fingerprint = unlockedKey(t)
		},
		"another secret": func(k *keptIdentity, s *store) {
			s.secrets[k.entries[0].name()] = string(bytes.Repeat([]byte("0"), 64))
		},
		"half a secret": func(k *keptIdentity, s *store) {
			s.secrets[k.entries[0].name()] = string(bytes.Repeat([]byte("0"), 32))
		},
		"no digits": func(k *keptIdentity, s *store) {
			s.secrets[k.entries[0].name()] = string(bytes.Repeat([]byte("x"), 64))
		},
	} {
		p, s := testProfile(t), newStore()
		k := NewKeeper(p, s)
		load(t, k, nil)
		kept := readKept(t, p)
		damage(&kept, s)
		write(t, p, kept.append(nil))
		wantDamaged(t, what, k)
		if !sameKept(readKept(t, p), kept) {
			t.Errorf("%s: the file was changed", what)
		}
	}
	p := testProfile(t)
	for _, b := range [][]byte{nil, []byte("rtident1"), make([]byte, maxKeptFile+1)} {
		write(t, p, b)
		wantDamaged(t, "nothing in it", NewKeeper(p, nil))
		if as, err := NewKeeper(p, nil).Kept(); !errors.Is(err, ErrIdentity) {
			t.Errorf("kept as %d, %v", as, err)
		}
	}
}

func wantDamaged(t *testing.T, what string, k *Keeper) {
	t.Helper()
	_, err := k.Load("Ada", typed)
	if !errors.Is(err, ErrIdentity) || errors.Is(err, pgp.ErrLocked) || errors.Is(err, pgp.ErrPassphrase) {
		t.Errorf("%s: %v", what, err)
	}
}

func unlockedKey(t *testing.T) ([]byte, pgp.Fingerprint) {
	t.Helper()
	id := testIdentity(t, "Eve")
	b, err := id.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	return b, id.Fingerprint()
}

// failing refuses calls of one kind.
func failing(call, kind string, err error) error {
	if bytes.HasPrefix([]byte(call), []byte(kind+" ")) {
		return err
	}
	return nil
}

// load gives the fingerprint of an identity that can sign.
func load(t *testing.T, k *Keeper, passphrase []byte) pgp.Fingerprint {
	t.Helper()
	id, err := k.Load("Ada", passphrase)
	if err != nil {
		t.Fatal(err)
	}
	defer id.Wipe()
	if _, err := id.Sign("test", nil); err != nil {
		t.Fatal(err)
	}
	return id.Fingerprint()
}

func wantKept(t *testing.T, k *Keeper, want KeptAs) {
	t.Helper()
	if got, err := k.Kept(); err != nil || got != want {
		t.Errorf("kept as %d, not %d: %v", got, want, err)
	}
}

// wantEntries: the store holds what the file needs, and nothing else.
func wantEntries(t *testing.T, k *Keeper, s *store) {
	t.Helper()
	if got, want := s.names(), inUse(t, k); !slices.Equal(got, want) {
		t.Errorf("the store has %v, not %v", got, want)
	}
}

func readKept(t *testing.T, p *profile.Profile) keptIdentity {
	t.Helper()
	b, err := p.Read("identity")
	if err != nil {
		t.Fatal(err)
	}
	kept, err := parseKept(b)
	if err != nil {
		t.Fatal(err)
	}
	return kept
}

func write(t *testing.T, p *profile.Profile, b []byte) {
	t.Helper()
	if err := p.Write("identity", b); err != nil {
		t.Fatal(err)
	}
}
