package pgp_test

import (
	"bytes"
	"errors"
	"testing"

	"realtalk/core/pgp"
)

// Whose primary secret lies in a safe takes part by the subkeys, which others
// can see, and which is not forward secret.
func TestOfflinePrimaryTakesPartBySubkeys(t *testing.T) {
	for name, make := range map[string]func(t *testing.T) (gpgKey, []byte){
		"Ed25519": func(t *testing.T) (gpgKey, []byte) {
			k := newGPGKey(t, "correct horse", "ed25519", "sign,cert").
				withSubkey("ed25519", "sign", "0").withSubkey("cv25519", "encr", "0")
			return k, k.secretSubkeys()
		},
		"RSA": func(t *testing.T) (gpgKey, []byte) {
			k := newGPGKey(t, "correct horse", "rsa2048", "cert").
				withSubkey("rsa2048", "sign", "0").withSubkey("rsa2048", "encr", "0")
			return k, k.secretSubkeys()
		},
		"primary at hand that may not sign": func(t *testing.T) (gpgKey, []byte) {
			k := newGPGKey(t, "correct horse", "ed25519", "cert").
				withSubkey("ed25519", "sign", "0").withSubkey("cv25519", "encr", "0")
			return k, k.secret()
		},
		"subkey of the day": func(t *testing.T) (gpgKey, []byte) {
			k := newGPGKey(t, "correct horse", "ed25519", "cert", "--faked-system-time", longAgo).
				withSubkey("ed25519", "sign", "1d", "--faked-system-time", soonAfter).
				withSubkey("ed25519", "sign", "0").withSubkey("cv25519", "encr", "0")
			return k, k.secretSubkeys()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k, secret := make(t)
			id := k.imported(secret)
			if id.ForwardSecret() || parse(t, participant(t, id).Certificate()).ForwardSecret() {
				t.Error("forward secrecy is claimed")
			}
			takesPart(t, k.gnupg, id)
			gpgReadsAChatOf(t, k, id)
			gpgOpensWhatIsSaved(t, k, id)
			kept, err := id.Lock([]byte("x"), pgp.Random)
			must(t, err)
			again, err := pgp.UnlockIdentity(kept, []byte("x"))
			must(t, err)
			if again.ForwardSecret() || again.Fingerprint() != id.Fingerprint() {
				t.Error("another key was kept")
			}
			takesPart(t, k.gnupg, again)
		})
	}
}

// gpgReadsAChatOf gives plain GnuPG, with the key it had all along, a message of
// a chat.
func gpgReadsAChatOf(t *testing.T, k gpgKey, id *pgp.Identity) {
	t.Helper()
	p := participant(t, id)
	key := newKey(t)
	message := concat(encryptKey(t, parse(t, p.Certificate()), key), seal(t, p, key, testContext, []byte("hello")))
	out, said := k.run(message, "--passphrase", k.passphrase, "--decrypt")
	if string(out) != "hello" {
		t.Errorf("gpg reads %q", out)
	}
	mustSay(t, said, "DECRYPTION_OKAY", "GOODMDC", "GOODSIG", k.fingerprint)
}

// Destroy must not take the lasting key from the identity, and must still end
// the participant.
func TestLastingKeyOutlivesTheChat(t *testing.T) {
	id := fallbackIdentity(t)
	p := participant(t, id)
	sealed := encryptKey(t, parse(t, p.Certificate()), newKey(t))
	_, err := p.OpenKey(sealed)
	must(t, err)
	p.Destroy()
	if _, err := p.OpenKey(sealed); !errors.Is(err, pgp.ErrDestroyed) {
		t.Errorf("after Destroy: %v", err)
	}
	again := participant(t, id)
	_, err = again.OpenKey(sealed)
	must(t, err)
	if !bytes.Equal(again.Certificate(), p.Certificate()) {
		t.Error("another certificate without anything that could differ")
	}
}

// A forged session key for a lasting RSA key must look like any other that
// does not open, or members could have mail decrypted by asking often enough:
// right padding around something else, and no padding at all.
func TestLastingRSAKeyIsNoOracle(t *testing.T) {
	id := fallbackIdentityOf(t, rsa2048)
	p := participant(t, id)
	cert := parse(t, p.Certificate())
	good := encryptKey(t, cert, newKey(t))
	_, err := p.OpenKey(good)
	must(t, err)
	_, noPadding := p.OpenKey(changed(good, len(good)-1))
	for name, forged := range map[string][]byte{
		"AES-128":   rsaKeyPacket(t, cert, append([]byte{7}, checksummed(make([]byte, 16))...)),
		"short":     rsaKeyPacket(t, cert, []byte{9}),
		"checksum":  rsaKeyPacket(t, cert, append([]byte{9}, make([]byte, 33)...)),
		"algorithm": rsaKeyPacket(t, cert, append([]byte{77}, checksummed(make([]byte, 32))...)),
	} {
		_, err := p.OpenKey(forged)
		if !errors.Is(err, pgp.ErrDecrypt) || err.Error() != noPadding.Error() {
			t.Errorf("%s: %v, but without padding: %v", name, err, noPadding)
		}
	}
}
