package pgp_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"realtalk/core/pgp"
)

func TestLockedIdentityComesBack(t *testing.T) {
	for name, id := range map[string]*pgp.Identity{"own": newIdentity(t, "Anna"), "fallback": fallbackIdentity(t)} {
		for _, cost := range []pgp.Cost{pgp.Guessable, pgp.Random} {
			locked, err := id.Lock([]byte("correct horse"), cost)
			must(t, err)
			again, err := pgp.UnlockIdentity(locked, []byte("correct horse"))
			must(t, err)
			if again.Fingerprint() != id.Fingerprint() || again.ForwardSecret() != id.ForwardSecret() {
				t.Errorf("%s: another key came back", name)
			}
			sig, err := again.Sign(testContext, []byte("contacts"))
			must(t, err)
			must(t, id.Verify(testContext, []byte("contacts"), sig))
			if id, err := pgp.UnlockIdentity(locked, []byte("wrong horse")); id != nil || !errors.Is(err, pgp.ErrPassphrase) {
				t.Errorf("%s: wrong passphrase: %v", name, err)
			}
		}
	}
}

func TestLockWantsAPassphrase(t *testing.T) {
	id := newIdentity(t, "Anna")
	for _, none := range [][]byte{nil, {}} {
		if b, err := id.Lock(none, pgp.Guessable); b != nil || !errors.Is(err, pgp.ErrPassphrase) {
			t.Errorf("locked with nothing: %v", err)
		}
	}
	locked, err := id.Lock([]byte("x"), pgp.Random)
	must(t, err)
	if _, err := pgp.UnlockIdentity(locked, nil); !errors.Is(err, pgp.ErrPassphrase) {
		t.Errorf("unlocked with nothing: %v", err)
	}
	if _, err := pgp.ParseIdentity(locked); !errors.Is(err, pgp.ErrLocked) {
		t.Errorf("taken for unlocked: %v", err)
	}
}

// Two locks of one key under one passphrase have nothing secret in common, and
// neither holds the secret as it is.
func TestLockHidesAndIsSalted(t *testing.T) {
	id := newIdentity(t, "Anna")
	unlocked, err := id.Marshal()
	must(t, err)
	one, err := id.Lock([]byte("x"), pgp.Random)
	must(t, err)
	two, err := id.Lock([]byte("x"), pgp.Random)
	must(t, err)
	if bytes.Equal(one, two) {
		t.Error("the same lock twice")
	}
	for n, secret := range id.SecretBytes() {
		if !holds(unlocked, secret) {
			t.Errorf("secret %d is not where this test looks for it", n)
		}
		if holds(one, secret) {
			t.Errorf("secret %d stands in the locked key", n)
		}
	}
	must(t, sameAfterLock(id))
}

// holds looks for a number of 32 bytes in either order, apart from the ends,
// which Curve25519 masks.
func holds(b, number []byte) bool {
	number = number[1:31]
	reversed := bytes.Clone(number)
	slices.Reverse(reversed)
	return bytes.Contains(b, number) || bytes.Contains(b, reversed)
}

// sameAfterLock checks that locking left the identity usable.
func sameAfterLock(id *pgp.Identity) error {
	_, err := id.Sign(testContext, nil)
	return err
}

// Who can write to the file must not be able to put another key in its place,
// or parameters that make the owner's next signature give the secret away.
func TestUnlockRefusesWhatWasChanged(t *testing.T) {
	id := newIdentity(t, "Anna")
	locked, err := id.Lock([]byte("x"), pgp.Random)
	must(t, err)
	for n := range locked {
		for _, bit := range []byte{1, 0x80} {
			altered := bytes.Clone(locked)
			altered[n] ^= bit
			again, err := pgp.UnlockIdentity(altered, []byte("x"))
			switch {
			case err != nil && (again != nil || !isOneOf(err, importErrors)):
				t.Errorf("byte %d: %v", n, err)
			case err == nil && again.Fingerprint() != id.Fingerprint():
				t.Errorf("byte %d: another key", n)
			}
		}
	}
	unlocked, err := id.Marshal()
	must(t, err)
	for name, b := range map[string][]byte{
		"unlocked":           unlocked,
		"two":                concat(locked, locked),
		"too long":           make([]byte, pgp.MaxIdentity+1),
		"unlocked subkey":    concat(locked[:len(locked)-len(lockedSubkey(t, locked))], lockedSubkey(t, unlocked)),
		"lock of 64 and GNU": lockedBy(t, makeEntity(t, nil), 254, 9, 64),
	} {
		if again, err := pgp.UnlockIdentity(b, []byte("x")); again != nil || !errors.Is(err, pgp.ErrIdentity) || errors.Is(err, pgp.ErrPassphrase) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// lockedSubkey gives what follows the user ID and its signature.
func lockedSubkey(t *testing.T, b []byte) []byte {
	t.Helper()
	for range 3 {
		_, b = cutPacket(t, b)
	}
	return b
}

// Only the lasting subkey can be cut off whole: what is left is still the
// primary key, and still locked.
func TestEveryTruncationOfALockedIdentityFails(t *testing.T) {
	locked, err := newIdentity(t, "Anna").Lock([]byte("x"), pgp.Random)
	must(t, err)
	subkey := lockedSubkey(t, locked)
	key, _ := cutPacket(t, subkey)
	without := len(locked) - len(subkey)
	for n := range locked {
		id, err := pgp.UnlockIdentity(locked[:n], []byte("x"))
		if (id != nil || err == nil) && n != without && n != without+len(key) {
			t.Errorf("%d of %d bytes open", n, len(locked))
		}
	}
}

// The lock as the package comment lays it down, byte for byte.
func TestLockIsAsWritten(t *testing.T) {
	id := newIdentity(t, "Anna")
	primary, _ := cutPacket(t, id.PublicBytes())
	_, public := headerOf(t, primary)
	for cost, count := range map[pgp.Cost]byte{pgp.Guessable: 0xff, pgp.Random: 0x60} {
		locked, err := id.Lock([]byte("x"), cost)
		must(t, err)
		first, _ := cutPacket(t, locked)
		_, body := headerOf(t, first)
		lock, isPrefix := bytes.CutPrefix(body, public)
		// SHA-1 inside, AES-256, iterated and salted, SHA-256.
		if !isPrefix || !bytes.HasPrefix(lock, []byte{254, 9, 3, 8}) || lock[12] != count {
			t.Errorf("cost %d: lock begins %x", cost, lock[:13])
		}
	}
}

func TestUnlockBoundsTheSize(t *testing.T) {
	for _, read := range []func([]byte) (*pgp.Identity, error){
		pgp.ParseIdentity,
		func(b []byte) (*pgp.Identity, error) { return pgp.UnlockIdentity(b, []byte("x")) },
	} {
		if id, err := read(make([]byte, pgp.MaxIdentity+1)); id != nil || !errors.Is(err, pgp.ErrTooLong) {
			t.Errorf("too long: %v", err)
		}
	}
}
