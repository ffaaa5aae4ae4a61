package pgp_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"realtalk/core/pgp"
)

// gpgKey is a key in a home of GnuPG, under a passphrase unless that is empty.
type gpgKey struct {
	gnupg
	fingerprint, passphrase string
}

// newGPGKey makes a primary key; usage as GnuPG writes it, "sign,cert" say.
func newGPGKey(t *testing.T, passphrase, algorithm, usage string, args ...string) gpgKey {
	t.Helper()
	k := gpgKey{gnupg: newGPG(t), passphrase: passphrase}
	k.do(append(args, "--quick-gen-key", "Bob <bob@example.org>", algorithm, usage, "0")...)
	list, _ := k.run(nil, "--with-colons", "--list-keys")
	_, rest, _ := strings.Cut(string(list), "\nfpr:::::::::")
	k.fingerprint, _, _ = strings.Cut(rest, ":")
	return k
}

func (k gpgKey) do(args ...string) []byte {
	k.t.Helper()
	out, _ := k.run(nil, append([]string{"--passphrase", k.passphrase}, args...)...)
	return out
}

// withSubkey adds a subkey that expires as given ("0": never).
func (k gpgKey) withSubkey(algorithm, usage, expire string, args ...string) gpgKey {
	k.t.Helper()
	k.do(append(args, "--quick-add-key", k.fingerprint, algorithm, usage, expire)...)
	return k
}

// edit answers the questions of gpg --edit-key.
func (k gpgKey) edit(lines ...string) gpgKey {
	k.t.Helper()
	in := strings.Join(append(lines, "save", ""), "\n")
	_, said, err := k.gnupg.try([]byte(in), "--no-batch", "--command-fd", "0", "--passphrase", k.passphrase, "--edit-key", k.fingerprint)
	if err != nil {
		k.t.Fatalf("gpg --edit-key: %v\n%s", err, said)
	}
	return k
}

func (k gpgKey) secret(args ...string) []byte {
	k.t.Helper()
	return k.do(append(args, "--export-secret-keys")...)
}

func (k gpgKey) secretSubkeys() []byte {
	k.t.Helper()
	return k.do("--export-secret-subkeys")
}

func (k gpgKey) imported(b []byte) *pgp.Identity {
	k.t.Helper()
	id, err := pgp.ImportIdentity(b, []byte(k.passphrase))
	if err != nil {
		k.t.Fatalf("import: %v", err)
	}
	if id.OpenPGPFingerprint() != k.fingerprint {
		k.t.Errorf("imported %s, not %s", id.OpenPGPFingerprint(), k.fingerprint)
	}
	return id
}

// The keys that people have: each takes part, is kept and comes back, and GnuPG
// opens what it saved.
func TestGPGKeysAreImported(t *testing.T) {
	for name, make := range map[string]func(t *testing.T) gpgKey{
		"Ed25519": func(t *testing.T) gpgKey {
			return newGPGKey(t, "", "ed25519", "sign,cert").withSubkey("cv25519", "encr", "0")
		},
		"Ed25519 under a passphrase": func(t *testing.T) gpgKey {
			return newGPGKey(t, "correct horse", "ed25519", "sign,cert").withSubkey("cv25519", "encr", "0")
		},
		"RSA-2048 under a passphrase": func(t *testing.T) gpgKey {
			return newGPGKey(t, "correct horse", "rsa2048", "sign,cert").withSubkey("rsa2048", "encr", "0")
		},
		"one RSA-3072 key for everything": func(t *testing.T) gpgKey {
			return newGPGKey(t, "", "rsa3072", "sign,cert,encr")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := make(t)
			id := k.imported(k.secret())
			if !id.ForwardSecret() {
				t.Error("no forward secrecy with the primary key at hand")
			}
			takesPart(t, k.gnupg, k.imported(k.secret("--armor")))
			kept, err := id.Lock([]byte("x"), pgp.Random)
			must(t, err)
			again, err := pgp.UnlockIdentity(kept, []byte("x"))
			must(t, err)
			gpgOpensWhatIsSaved(t, k, again)
		})
	}
}

// gpgOpensWhatIsSaved has GnuPG, with the key it had all along, open a saved
// conversation.
func gpgOpensWhatIsSaved(t *testing.T, k gpgKey, id *pgp.Identity) {
	t.Helper()
	text := []byte("Anna: Hey, what's up?\nBob: ×××\n")
	saved, err := id.SealForSelf(text, time.Now())
	must(t, err)
	if bytes.Contains(saved, []byte("what's up")) || !bytes.HasPrefix(saved, []byte("-----BEGIN PGP MESSAGE-----\n")) {
		t.Errorf("saved: %.60q", saved)
	}
	out, said := k.run(saved, "--passphrase", k.passphrase, "--decrypt")
	if !bytes.Equal(out, text) {
		t.Errorf("gpg reads %q", out)
	}
	mustSay(t, said, "DECRYPTION_OKAY", "GOODMDC", "GOODSIG")
	if !strings.Contains(said, k.fingerprint) {
		t.Errorf("signed by another key:\n%s", said)
	}
}

// A key made here goes to GnuPG with its secret, which opens what was saved.
func TestGPGImportsALockedIdentity(t *testing.T) {
	id := newIdentity(t, "Anna")
	for _, cost := range []pgp.Cost{pgp.Guessable, pgp.Random} {
		k := gpgKey{newGPG(t), id.OpenPGPFingerprint(), "correct horse"}
		locked, err := id.Lock([]byte(k.passphrase), cost)
		must(t, err)
		_, said := k.run(locked, "--passphrase", k.passphrase, "--import")
		mustSay(t, said, "IMPORT_OK 17 "+k.fingerprint)
		list, _ := k.run(locked, "--list-packets", "--verbose")
		mustSay(t, string(list), "version 4, algo 22", "version 4, algo 18", "iter+salt S2K, algo: 9, SHA1 protection, hash: 8")
		if many := strings.Contains(string(list), "protect count: 65011712 (255)"); many != (cost == pgp.Guessable) {
			t.Errorf("cost %d:\n%s", cost, list)
		}
		gpgOpensWhatIsSaved(t, k, id)
	}
}

// Everything here is legal and none of it is in the way. Each key is looked at
// for what it is here for, so that no test passes without it.
func TestGPGKeysWithOddThingsAreImported(t *testing.T) {
	base := func(t *testing.T, args ...string) gpgKey {
		return newGPGKey(t, "", "ed25519", "sign,cert", args...).withSubkey("cv25519", "encr", "0")
	}
	for mark, make := range map[string]func(t *testing.T) gpgKey{
		"robert@example.org": func(t *testing.T) gpgKey { // two user IDs
			k := base(t)
			k.do("--quick-add-uid", k.fingerprint, "Robert <robert@example.org>")
			return k
		},
		"sigclass 0x30": func(t *testing.T) gpgKey { // a revoked user ID
			k := base(t)
			k.do("--quick-add-uid", k.fingerprint, "Robert <robert@example.org>")
			k.do("--quick-revoke-uid", k.fingerprint, "Bob <bob@example.org>")
			return k
		},
		":attribute packet:": func(t *testing.T) gpgKey { // a picture
			k := base(t)
			return k.edit("addphoto", k.file("me.jpg", picture()), "y", "y")
		},
		"notation: x@example.org=y": func(t *testing.T) gpgKey { // beside a policy and a key server
			return base(t, "--cert-notation", "x@example.org=y", "--cert-policy-url", "https://example.org",
				"--sig-keyserver-url", "https://keys.example.org")
		},
		"pref-sym-algos: 2": func(t *testing.T) gpgKey { // 3DES, SHA-1 and ZLIB are preferred
			return base(t, "--default-preference-list", "3DES SHA1 ZLIB")
		},
		"digest algo 10": func(t *testing.T) gpgKey { // self-signatures by SHA-512
			return base(t, "--cert-digest-algo", "SHA512")
		},
		"key expires after 1d": func(t *testing.T) gpgKey { // an expired subkey
			return newGPGKey(t, "", "ed25519", "sign,cert", "--faked-system-time", longAgo).
				withSubkey("cv25519", "encr", "1d", "--faked-system-time", soonAfter).
				withSubkey("cv25519", "encr", "0")
		},
		"sigclass 0x28": func(t *testing.T) gpgKey { // a revoked subkey
			return base(t).withSubkey("cv25519", "encr", "0").edit("key 2", "revkey", "y", "0", "", "y")
		},
		"nistp384": func(t *testing.T) gpgKey {
			return base(t).withSubkey("nistp256", "encr", "0").withSubkey("nistp384", "encr", "0")
		},
		"brainpoolP256r1": func(t *testing.T) gpgKey {
			return base(t).withSubkey("brainpoolP256r1", "encr", "0")
		},
		"algo 16": func(t *testing.T) gpgKey { // ElGamal, and RSA that is too short
			return base(t).withSubkey("elg1024", "encr", "0").withSubkey("rsa1024", "encr", "0")
		},
		"key flags: 20": func(t *testing.T) gpgKey { // a subkey to log in with
			return base(t).withSubkey("ed25519", "auth", "0")
		},
	} {
		t.Run(mark, func(t *testing.T) {
			t.Parallel()
			k := make(t)
			secret := k.secret()
			packets, _ := k.run(secret, "--list-packets", "--verbose")
			mustSay(t, string(packets), mark)
			id := k.imported(secret)
			takesPart(t, k.gnupg, id)
			gpgOpensWhatIsSaved(t, k, id)
		})
	}
}

// Six subkeys are more than a certificate may hold; only one is used.
func TestGPGKeyWithManySubkeysIsImported(t *testing.T) {
	k := newGPGKey(t, "", "ed25519", "sign,cert")
	for range 6 {
		k.withSubkey("cv25519", "encr", "0")
	}
	takesPart(t, k.gnupg, k.imported(k.secret()))
}

// picture is as much of a JPEG as GnuPG asks for.
func picture() []byte {
	return append([]byte{0xff, 0xd8, 0xff, 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0}, make([]byte, 100)...)
}

func TestGPGKeysThatCannotBeImported(t *testing.T) {
	for name, tt := range map[string]struct {
		make func(t *testing.T) (b []byte)
		want error
	}{
		"locked":    {func(t *testing.T) []byte { return newGPGKey(t, "x", "ed25519", "sign,cert").secret() }, pgp.ErrLocked},
		"P-256":     {func(t *testing.T) []byte { return newGPGKey(t, "", "nistp256", "sign,cert").secret() }, pgp.ErrIdentity},
		"Brainpool": {func(t *testing.T) []byte { return newGPGKey(t, "", "brainpoolP256r1", "sign,cert").secret() }, pgp.ErrIdentity},
		"secp256k1": {func(t *testing.T) []byte { return newGPGKey(t, "", "secp256k1", "sign,cert").secret() }, pgp.ErrIdentity},
		"DSA":       {func(t *testing.T) []byte { return newGPGKey(t, "", "dsa1024", "sign,cert").secret() }, pgp.ErrIdentity},
		"RSA-1024":  {func(t *testing.T) []byte { return newGPGKey(t, "", "rsa1024", "sign,cert").secret() }, pgp.ErrIdentity},
		"SHA-1":     {sha1Key, pgp.ErrIdentity},
		"expired":   {expiredKey, pgp.ErrExpired},
		"revoked":   {revokedKey, pgp.ErrRevoked},
		"public": {func(t *testing.T) []byte {
			return newGPGKey(t, "", "ed25519", "sign,cert").do("--export")
		}, pgp.ErrPublicKey},
		"public in armor": {func(t *testing.T) []byte {
			return newGPGKey(t, "", "ed25519", "sign,cert").do("--armor", "--export")
		}, pgp.ErrPublicKey},
		"two keys":          {func(t *testing.T) []byte { return twoKeys(t) }, pgp.ErrSeveralKeys},
		"two keys in armor": {func(t *testing.T) []byte { return twoKeys(t, "--armor") }, pgp.ErrSeveralKeys},
		"nothing but certify": {func(t *testing.T) []byte {
			return newGPGKey(t, "", "ed25519", "cert").withSubkey("cv25519", "encr", "0").secret()
		}, pgp.ErrNoPrimary},
		"offline primary, no signing subkey": {func(t *testing.T) []byte {
			return newGPGKey(t, "", "ed25519", "sign,cert").withSubkey("cv25519", "encr", "0").secretSubkeys()
		}, pgp.ErrNoPrimary},
		"offline primary, no encryption subkey": {func(t *testing.T) []byte {
			return newGPGKey(t, "", "ed25519", "sign,cert").withSubkey("ed25519", "sign", "0").secretSubkeys()
		}, pgp.ErrNoPrimary},
		"offline primary, one RSA subkey for both": {func(t *testing.T) []byte {
			return newGPGKey(t, "", "rsa2048", "cert").withSubkey("rsa2048", "sign,encr", "0").secretSubkeys()
		}, pgp.ErrNoPrimary},
		"offline primary, expired subkeys": {expiredSubkeys, pgp.ErrExpired},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			id, err := pgp.ImportIdentity(tt.make(t), nil)
			if id != nil || !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			}
		})
	}
}

func TestWrongPassphraseForAGPGKey(t *testing.T) {
	k := newGPGKey(t, "correct horse", "ed25519", "sign,cert")
	if id, err := pgp.ImportIdentity(k.secret(), []byte("wrong horse")); id != nil || !errors.Is(err, pgp.ErrPassphrase) {
		t.Errorf("wrong passphrase: %v", err)
	}
}

// What is done to a key of longAgo is done soonAfter: GnuPG's clock starts anew
// with each process, and the key may be a second younger than longAgo.
const (
	longAgo   = "20200101T000000"
	soonAfter = "20200101T010000"
)

func expiredKey(t *testing.T) []byte {
	k := newGPGKey(t, "", "ed25519", "sign,cert", "--faked-system-time", longAgo)
	k.do("--faked-system-time", soonAfter, "--quick-set-expire", k.fingerprint, "1d")
	return k.secret()
}

func expiredSubkeys(t *testing.T) []byte {
	fake := []string{"--faked-system-time", soonAfter}
	return newGPGKey(t, "", "ed25519", "cert", "--faked-system-time", longAgo).withSubkey("ed25519", "sign", "1d", fake...).
		withSubkey("cv25519", "encr", "1d", fake...).secretSubkeys()
}

func revokedKey(t *testing.T) []byte {
	return newGPGKey(t, "", "ed25519", "sign,cert").edit("revkey", "y", "0", "", "y").secret()
}

func sha1Key(t *testing.T) []byte {
	return newGPGKey(t, "", "rsa2048", "sign,cert", "--cert-digest-algo", "SHA1").secret()
}

func twoKeys(t *testing.T, args ...string) []byte {
	k := newGPGKey(t, "", "ed25519", "sign,cert")
	k.do("--quick-gen-key", "Eve <eve@example.org>", "ed25519", "sign,cert", "0")
	return k.secret(args...)
}
