package pgp_test

import (
	"errors"
	"testing"

	"realtalk/core/pgp"
)

func TestLockedIdentityComesBack(t *testing.T) {
	id := newIdentity(t, "Anna")
	for _, cost := range []pgp.Cost{pgp.Guessable, pgp.Random} {
		locked, err := id.Lock([]byte("correct horse"), cost)
		must(t, err)
		again, err := pgp.UnlockIdentity(locked, []byte("correct horse"))
		must(t, err)
		if again.Fingerprint() != id.Fingerprint() || !again.ForwardSecret() {
			t.Error("another key came back")
		}
		data := []byte("contacts")
		sig, err := again.Sign(testContext, data)
		must(t, err)
		must(t, id.Verify(testContext, data, sig))
		if id, err := pgp.UnlockIdentity(locked, []byte("wrong horse")); id != nil || !errors.Is(err, pgp.ErrPassphrase) {
			t.Errorf("wrong passphrase: %v", err)
		}
	}
	if _, err := id.Lock(nil, pgp.Guessable); !errors.Is(err, pgp.ErrPassphrase) {
		t.Errorf("locked with nothing: %v", err)
	}
}
