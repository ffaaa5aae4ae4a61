package core

import (
	"runtime"
	"slices"
	"testing"

	"realtalk/core/pgp"
)

// change is something that writes the identity, with the passphrase that opens
// it before and the one that opens it after; nil: the key store does.
type change struct {
	what          string
	before, after []byte
	do            func(k *Keeper, old, next *pgp.Identity) error
}

var changes = []change{
	{"first start", nil, nil, func(k *Keeper, _, _ *pgp.Identity) error {
		_, err := k.Load("Ada", nil)
		return err
	}},
	{"store to store", nil, nil, func(k *Keeper, old, _ *pgp.Identity) error { return k.SetPassphrase(old, nil) }},
	{"store to passphrase", nil, typed, func(k *Keeper, old, _ *pgp.Identity) error { return k.SetPassphrase(old, typed) }},
	{"passphrase to store", typed, nil, func(k *Keeper, old, _ *pgp.Identity) error { return k.SetPassphrase(old, nil) }},
	{"another identity", nil, nil, func(k *Keeper, _, next *pgp.Identity) error { return k.Replace(next, nil) }},
}

// A program that dies before or after any call to the key store leaves the
// identity before the change or the one after it. That gives the deaths between
// all writes; what a death in the middle of one does is profile's to say.
func TestDeathAtEachStepOfKeeping(t *testing.T) {
	for _, c := range changes {
		for _, done := range []bool{false, true} {
			deaths := 0
			for c.dieAt(t, deaths, done) {
				deaths++
			}
			// A new secret is set and read back, or an old one is deleted.
			if want := map[bool]int{true: 2, false: 1}[c.after == nil]; deaths < want {
				t.Errorf("%s: died at %d calls, which proves nothing", c.what, deaths)
			}
		}
	}
}

// dieAt ends a change at its nth call, before or after that is done, and tells
// whether it came so far.
func (c change) dieAt(t *testing.T, nth int, done bool) (died bool) {
	t.Helper()
	p, s := testProfile(t), newStore()
	k, next := NewKeeper(p, s), testIdentity(t, "Eve")
	var old *pgp.Identity
	if c.what != "first start" {
		var err error
		if old, err = k.Load("Ada", c.before); err != nil {
			t.Fatal(err)
		}
	}
	secrets, calls := s.names(), 0
	die := func(string) {
		if calls++; calls > nth {
			died = true
			runtime.Goexit()
		}
	}
	if done {
		s.done = die
	} else {
		s.fail = func(call string) error { die(call); return nil }
	}
	ended := make(chan error, 1)
	go func() {
		defer close(ended)
		ended <- c.do(k, old, next)
	}()
	if err := <-ended; err != nil {
		t.Errorf("%s: %v", c.what, err)
	}
	after := newStore()
	after.secrets = s.secrets
	c.wantUsable(t, NewKeeper(p, after), old, next)
	for _, name := range after.names() {
		if slices.Contains(secrets, name) && !slices.Contains(inUse(t, k), name) {
			t.Errorf("%s: a secret stays that was replaced", c.what)
		}
	}
	if n := len(after.names()); n > len(inUse(t, k))+1 {
		t.Errorf("%s: %d secrets", c.what, n)
	}
	return died
}

func (c change) wantUsable(t *testing.T, k *Keeper, old, next *pgp.Identity) {
	t.Helper()
	as, err := k.Kept()
	if err != nil {
		t.Fatal(err)
	}
	var passphrase []byte
	if as == KeptUnderPassphrase {
		passphrase = typed
	}
	got := load(t, k, passphrase)
	if old != nil && got != old.Fingerprint() && got != next.Fingerprint() {
		t.Errorf("%s: neither the identity before nor the one after", c.what)
	}
	if load(t, k, passphrase) != got {
		t.Errorf("%s: another identity at the next start", c.what)
	}
}

// inUse names the secrets that the file needs.
func inUse(t *testing.T, k *Keeper) (names []string) {
	t.Helper()
	kept, err := k.read()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range kept.inUse() {
		names = append(names, e.name())
	}
	return names
}
