package pgp_test

import (
	"bytes"
	"errors"
	"testing"

	"realtalk/core/pgp"
)

const fuzzPassphrase = "fuzz"

var importErrors = []error{
	pgp.ErrIdentity, pgp.ErrRevoked, pgp.ErrExpired, pgp.ErrTooLong,
}

// FuzzImport tries files that somebody might be sent and told to import, and the
// same bytes as what is kept. The seeds beside those made here are keys by
// GnuPG under the passphrase "fuzz".
func FuzzImport(f *testing.F) {
	id, err := pgp.ParseIdentity(fuzzIdentity)
	must(f, err)
	locked, err := id.Lock([]byte(fuzzPassphrase), pgp.Random)
	must(f, err)
	public, err := id.ArmoredPublicKey()
	must(f, err)
	f.Add(fuzzIdentity)
	f.Add(locked)
	f.Add([]byte(public))
	f.Add(concat(locked, fuzzIdentity))
	f.Fuzz(func(t *testing.T, b []byte) {
		before := bytes.Clone(b)
		for name, read := range map[string]func(b, passphrase []byte) (*pgp.Identity, error){
			"import": pgp.ImportIdentity, "unlock": pgp.UnlockIdentity,
		} {
			id, err := read(b, []byte(fuzzPassphrase))
			if err != nil {
				if id != nil || !isOneOf(err, importErrors) {
					t.Errorf("%s: %v with %v", name, id, err)
				}
				continue
			}
			worksAsIdentity(t, id)
		}
		if !bytes.Equal(b, before) {
			t.Error("the input was changed")
		}
	})
}

func isOneOf(err error, all []error) bool {
	for _, want := range all {
		if errors.Is(err, want) {
			return true
		}
	}
	return false
}

// worksAsIdentity keeps an identity and lets it sign and be wiped; whether it
// can take part now depends on the calendar.
func worksAsIdentity(t *testing.T, id *pgp.Identity) {
	t.Helper()
	kept, err := id.Lock([]byte(fuzzPassphrase), pgp.Random)
	must(t, err)
	again, err := pgp.UnlockIdentity(kept, []byte(fuzzPassphrase))
	must(t, err)
	if again.Fingerprint() != id.Fingerprint() || again.ForwardSecret() != id.ForwardSecret() {
		t.Error("another key was kept")
	}
	sig, err := again.Sign(testContext, nil)
	must(t, err)
	must(t, id.Verify(testContext, nil, sig))
	again.Wipe()
	if _, err := again.Sign(testContext, nil); !errors.Is(err, pgp.ErrDestroyed) {
		t.Errorf("signs after Wipe: %v", err)
	}
}
