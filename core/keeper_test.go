package core

import (
	"testing"

	"realtalk/core/pgp"
)

// An identity stays the same, whatever keeps it.
func TestIdentityIsKept(t *testing.T) {
	typed := []byte("a passphrase, typed")
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
	}
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
