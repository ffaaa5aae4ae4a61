package pgp_test

import (
	"bytes"
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha1"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
	"github.com/ProtonMail/go-crypto/openpgp/eddsa"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"github.com/ProtonMail/go-crypto/openpgp/s2k"
	"realtalk/core/pgp"
)

func TestImportRefuses(t *testing.T) {
	revoked := makeEntity(t, nil)
	must(t, revoked.RevokeKey(packet.KeyRetired, "", nil))
	user := makeEntity(t, nil)
	revokeUserID(t, user)
	e := makeEntity(t, nil)
	primary, rest := cutPacket(t, secretOf(t, e))
	signerGone := makeEntity(t, nil)
	must(t, signerGone.AddSigningSubkey(nil))
	must(t, signerGone.RevokeSubkey(&signerGone.Subkeys[1], packet.KeyRetired, "", nil))
	certifiesOnly(t, signerGone)
	for name, tt := range map[string]struct {
		in   []byte
		want error
	}{
		"nothing":             {nil, pgp.ErrIdentity},
		"text":                {[]byte("Dear Bob,"), pgp.ErrIdentity},
		"a message":           {[]byte("-----BEGIN PGP MESSAGE-----\n\nAAAA\n-----END PGP MESSAGE-----\n"), pgp.ErrIdentity},
		"armor cut off":       {[]byte(armorHead), pgp.ErrIdentity},
		"armor of nothing":    {[]byte(armorHead + "\n!!!!\n"), pgp.ErrIdentity},
		"a user ID":           {[]byte{0xcd, 1, 'x'}, pgp.ErrIdentity},
		"no user ID":          {primary, pgp.ErrIdentity},
		"no secret":           {lockedBy(t, e)[:6+len(publicBody(t, e))], pgp.ErrIdentity},
		"lock cut off":        {concat(newPacket(5, concat(publicBody(t, e), []byte{254, 9})), rest), pgp.ErrIdentity},
		"lock of 1998":        {lockedBy(t, e, 3), pgp.ErrIdentity},
		"lock of no cipher":   {lockedBy(t, e, 254, 99, 3, 8), pgp.ErrIdentity},
		"unlocked, but wrong": {lockedBy(t, e, 0), pgp.ErrIdentity},
		"revoked":             {secretOf(t, revoked), pgp.ErrRevoked},
		"user ID revoked":     {secretOf(t, user), pgp.ErrRevoked},
		"signer revoked":      {secretOf(t, signerGone), pgp.ErrNoPrimary},
		"of a far future":     {secretOf(t, makeEntity(t, &packet.Config{Time: hoursFromNow(26)})), pgp.ErrClock},
		"secret of another":   {concat(swappedSecret(t, e), rest), pgp.ErrIdentity},
	} {
		if id, err := pgp.ImportIdentity(tt.in, []byte("x")); id != nil || !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

// swappedSecret puts one key's secret behind another's public half: what it
// signed would give the first secret away.
func swappedSecret(t *testing.T, e *openpgp.Entity) []byte {
	t.Helper()
	_, body := headerOf(t, packets(t, makeEntity(t, nil).PrivateKey.Serialize))
	return newPacket(5, concat(publicBody(t, e), body[len(publicBody(t, e)):]))
}

// Locks of old programs; GnuPG's own of today are in TestGPGKeysAreImported.
func TestOldLocksOpen(t *testing.T) {
	for name, config := range map[string]*packet.Config{
		"3DES":   {DefaultCipher: packet.Cipher3DES, S2KConfig: &s2k.Config{S2KMode: s2k.IteratedSaltedS2K, S2KCount: 65536}},
		"CAST5":  {DefaultCipher: packet.CipherCAST5, S2KConfig: &s2k.Config{S2KMode: s2k.IteratedSaltedS2K, S2KCount: 65536}},
		"salted": {DefaultCipher: packet.CipherAES128, S2KConfig: &s2k.Config{S2KMode: s2k.SaltedS2K, PassphraseIsHighEntropy: true, Hash: crypto.SHA512}},
	} {
		e := makeEntity(t, nil)
		must(t, e.EncryptPrivateKeys([]byte("x"), config))
		opensWithX(t, name, packets(t, func(w io.Writer) error { return e.SerializePrivateWithoutSigning(w, nil) }))
	}
	e := makeEntity(t, nil)
	_, rest := cutPacket(t, secretOf(t, e))
	opensWithX(t, "simple, two-byte checksum", concat(simplyLocked(t, e, []byte("x")), rest))
}

func opensWithX(t *testing.T, name string, b []byte) {
	t.Helper()
	if _, err := pgp.ImportIdentity(b, []byte("x")); err != nil {
		t.Errorf("%s: %v", name, err)
	}
	if _, err := pgp.ImportIdentity(b, []byte("y")); !errors.Is(err, pgp.ErrPassphrase) {
		t.Errorf("%s: wrong passphrase: %v", name, err)
	}
	if _, err := pgp.ImportIdentity(b, nil); !errors.Is(err, pgp.ErrLocked) {
		t.Errorf("%s: no passphrase: %v", name, err)
	}
}

// simplyLocked makes the lock of RFC 4880 section 5.5.3 with usage 255 and a
// plain SHA-1 of the passphrase.
func simplyLocked(t *testing.T, e *openpgp.Entity, passphrase []byte) []byte {
	t.Helper()
	seed := e.PrivateKey.PrivateKey.(*eddsa.PrivateKey).MarshalByteSecret()
	secret := new(bytes.Buffer)
	seed = bytes.TrimLeft(seed, "\x00")
	bits := 8 * len(seed)
	for b := seed[0]; b < 0x80; b <<= 1 {
		bits--
	}
	must(t, binary.Write(secret, binary.BigEndian, uint16(bits)))
	secret.Write(seed)
	plain := checksummed(secret.Bytes())
	key := make([]byte, 16)
	s2k.Simple(key, sha1.New(), passphrase)
	block, err := aes.NewCipher(key)
	must(t, err)
	iv := bytes.Repeat([]byte{7}, aes.BlockSize)
	//lint:ignore SA1019 OpenPGP locks keys with it
	cipher.NewCFBEncrypter(block, iv).XORKeyStream(plain, plain)
	return newPacket(5, concat(publicBody(t, e), []byte{255, 7, 0, 2}, iv, plain))
}

// A card keeps the secret to itself; GnuPG then writes where it is.
func TestSecretsOnACardAreElsewhere(t *testing.T) {
	e := makeEntity(t, nil)
	card := lockedBy(t, e, concat([]byte{255, 0, 101, 0, 'G', 'N', 'U', 2, 16}, make([]byte, 16))...)
	if _, err := pgp.ImportIdentity(card, nil); !errors.Is(err, pgp.ErrNoPrimary) {
		t.Errorf("primary on a card: %v", err)
	}
	// The encryption subkey alone on a card does no harm, and GnuPG can open what
	// is saved for it.
	stub := newPacket(7, concat(bodyOf(t, e.Subkeys[0].PublicKey), []byte{255, 0, 101, 0, 'G', 'N', 'U', 2, 16}, make([]byte, 16)))
	primary, rest := cutPacket(t, secretOf(t, e))
	user, rest := cutPacket(t, rest)
	self, _ := cutPacket(t, rest)
	id, err := pgp.ImportIdentity(concat(primary, user, self, stub, packets(t, e.Subkeys[0].Sig.Serialize)), nil)
	must(t, err)
	if !id.ForwardSecret() {
		t.Error("no forward secrecy")
	}
	_, err = id.SealForSelf([]byte("x"), hoursFromNow(0)())
	must(t, err)
	kept, err := id.Lock([]byte("x"), pgp.Random)
	must(t, err)
	_, err = pgp.UnlockIdentity(kept, []byte("x"))
	must(t, err)
}

func bodyOf(t *testing.T, key *packet.PublicKey) []byte {
	t.Helper()
	_, body := headerOf(t, packets(t, key.Serialize))
	return body
}

func TestArmorWithWindowsLinesAndWordsAround(t *testing.T) {
	e := makeEntity(t, nil)
	text := armoredKey(t, secretOf(t, e))
	for name, in := range map[string]string{
		"plain":        text,
		"Windows":      strings.ReplaceAll(text, "\n", "\r\n"),
		"words around": "Here it is:\n\n" + text + "\nBob\n",
		"a comment":    strings.Replace(text, "\n\n", "\nComment: mine\n\n", 1),
	} {
		if _, err := pgp.ImportIdentity([]byte(in), nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func armoredKey(t *testing.T, b []byte) string {
	t.Helper()
	var text bytes.Buffer
	w, err := armor.Encode(&text, openpgp.PrivateKeyType, nil)
	must(t, err)
	_, err = w.Write(b)
	must(t, err)
	must(t, w.Close())
	return text.String() + "\n"
}

// Which of several user IDs others see: the one that is marked, else the newest.
func TestUserIDThatIsShown(t *testing.T) {
	marked, newest := makeEntity(t, nil), makeEntity(t, nil)
	for _, e := range []*openpgp.Entity{marked, newest} {
		must(t, e.AddUserId("Newest", "", "", &packet.Config{Time: hoursFromNow(1)}))
	}
	for _, user := range newest.Identities {
		user.SelfSignature.IsPrimaryId = nil
		must(t, user.SelfSignature.SignUserId(user.Name, newest.PrimaryKey, newest.PrivateKey, nil))
	}
	for want, e := range map[string]*openpgp.Entity{"Mallory": marked, "Newest": newest} {
		id, err := pgp.ImportIdentity(packets(t, func(w io.Writer) error { return e.SerializePrivateWithoutSigning(w, nil) }), nil)
		must(t, err)
		if got := entity(t, participant(t, id)).PrimaryIdentity().Name; got != want {
			t.Errorf("shows %q, not %q", got, want)
		}
	}
}

// A user ID or signature too long for a certificate does not count.
func TestUserIDThatIsTooLong(t *testing.T) {
	e := makeEntity(t, nil)
	must(t, e.AddUserId(strings.Repeat("x", 2000), "", "", nil))
	id, err := pgp.ImportIdentity(secretOf(t, e), nil)
	must(t, err)
	if n := len(participant(t, id).Certificate()); n > 600 {
		t.Errorf("a certificate of %d bytes", n)
	}
}

// Nobody is asked for the passphrase of a key that could not be used with it.
func TestExpiredKeyNeedsNoPassphrase(t *testing.T) {
	e := makeEntity(t, &packet.Config{KeyLifetimeSecs: 60, Time: hoursFromNow(-1)})
	config := &packet.Config{S2KConfig: &s2k.Config{S2KMode: s2k.IteratedSaltedS2K, S2KCount: 65536}}
	must(t, e.EncryptPrivateKeys([]byte("x"), config))
	b := packets(t, func(w io.Writer) error { return e.SerializePrivateWithoutSigning(w, nil) })
	if id, err := pgp.ImportIdentity(b, nil); id != nil || !errors.Is(err, pgp.ErrExpired) {
		t.Errorf("expired: %v", err)
	}
}

// A subkey counts only if the primary key signed for it: else whoever changes
// the file chooses who reads what is saved, or who signs.
func TestUnboundSubkeyIsPassedOver(t *testing.T) {
	secret := secretOf(t, makeEntity(t, nil))
	id, err := pgp.ImportIdentity(changed(secret, len(secret)-1), nil)
	must(t, err)
	if _, err := id.SealForSelf(nil, hoursFromNow(0)()); !errors.Is(err, pgp.ErrNoEncryption) {
		t.Errorf("seals for a subkey that is nobody's: %v", err)
	}
	fallback := offline(t, nil)
	if id, err := pgp.ImportIdentity(changed(fallback, len(fallback)-1), nil); id != nil || !errors.Is(err, pgp.ErrNoPrimary) {
		t.Errorf("signs by a subkey that is nobody's: %v", err)
	}
}
