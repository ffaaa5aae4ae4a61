package pgp_test

import (
	"bytes"
	"crypto"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"github.com/ProtonMail/go-crypto/openpgp/s2k"
	"realtalk/core/pgp"
)

func TestIdentitySurvivesMarshal(t *testing.T) {
	id, before, _ := newPerson(t, "Anna")
	secret, err := id.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	again, err := pgp.ParseIdentity(secret)
	if err != nil {
		t.Fatal(err)
	}
	if again.Fingerprint() != id.Fingerprint() || again.OpenPGPFingerprint() != id.OpenPGPFingerprint() {
		t.Error("another key came back")
	}
	p := participant(t, again)
	if p.Fingerprint() != before.Fingerprint() {
		t.Error("participants of one identity have different fingerprints")
	}
	if err := parse(t, before.Certificate()).Verify(testContext, []byte("x"), sign(t, p, testContext, []byte("x"))); err != nil {
		t.Errorf("signed by the key that came back: %v", err)
	}
	secondTime, err := again.Marshal()
	if err != nil || !bytes.Equal(secret, secondTime) {
		t.Errorf("marshalled differently the second time: %v", err)
	}
}

func TestFingerprintIsSHA256OfThePrimaryPacket(t *testing.T) {
	id, p, cert := newPerson(t, "Anna")
	b := p.Certificate()
	if b[0] != 0xc0|6 || b[1] >= 192 {
		t.Fatalf("certificate begins %x, not with a short public-key packet", b[:2])
	}
	body := b[2 : 2+int(b[1])]
	want := sha256.Sum256(append(binary.BigEndian.AppendUint16([]byte{0x99}, uint16(len(body))), body...))
	if id.Fingerprint() != want || p.Fingerprint() != want || cert.Fingerprint() != want {
		t.Errorf("fingerprint differs from %x", want)
	}
	if cert.Hash() != sha256.Sum256(b) {
		t.Error("hash is not that of the exact bytes")
	}
	if !regexp.MustCompile(`^[0-9A-F]{40}$`).MatchString(id.OpenPGPFingerprint()) {
		t.Errorf("OpenPGP fingerprint %q", id.OpenPGPFingerprint())
	}
}

// GnuPG 2.2 reads neither v6 keys nor algorithm 27 (Ed25519 of RFC 9580).
func TestIdentityIsOfAKindThatGPGReads(t *testing.T) {
	_, p, _ := newPerson(t, "Anna")
	e := entity(t, p)
	if e.PrimaryKey.Version != 4 || e.PrimaryKey.PubKeyAlgo != packet.PubKeyAlgoEdDSA {
		t.Errorf("primary key of version %d, algorithm %d", e.PrimaryKey.Version, e.PrimaryKey.PubKeyAlgo)
	}
	if sub := e.Subkeys[0].PublicKey; sub.Version != 4 || sub.PubKeyAlgo != packet.PubKeyAlgoECDH {
		t.Errorf("subkey of version %d, algorithm %d", sub.Version, sub.PubKeyAlgo)
	}
}

func TestAnyNameMakesAnIdentity(t *testing.T) {
	for _, tt := range []struct{ name, want string }{
		{"Anna", "Anna"},
		{"Anna (mum) <x>", "Anna mum x"},
		{"", "Real Talk"},
		{"<>\x00\n", "Real Talk"},
		{"\xff\xfeZoë", "Zoë"},
		{strings.Repeat("ж", 1000), strings.Repeat("ж", 128)},
	} {
		_, p, _ := newPerson(t, tt.name)
		if got := entity(t, p).PrimaryIdentity().Name; got != tt.want {
			t.Errorf("name %.20q became user ID %.40q, not %.40q", tt.name, got, tt.want)
		}
	}
}

func TestArmoredPublicKeyHasNoSecret(t *testing.T) {
	id := newIdentity(t, "Anna")
	armored, err := id.ArmoredPublicKey()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(armored, "Version:") || strings.Contains(armored, "Comment:") {
		t.Error("the library advertises itself in the armor")
	}
	ring, err := openpgp.ReadArmoredKeyRing(strings.NewReader(armored))
	if err != nil || len(ring) != 1 || ring[0].PrivateKey != nil || ring[0].Subkeys[0].PrivateKey != nil {
		t.Fatalf("not one public key: %v", err)
	}
}

func TestParseIdentityRefuses(t *testing.T) {
	id := newIdentity(t, "Anna")
	secret, err := id.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	public := func(t *testing.T) []byte {
		var b bytes.Buffer
		if err := makeEntity(t, nil).Serialize(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	p256 := &packet.Config{Algorithm: packet.PubKeyAlgoECDSA, Curve: packet.CurveNistP256}
	certifyOnly := makeEntity(t, nil)
	certifyOnly.PrimaryIdentity().SelfSignature.FlagSign = false
	for name, tt := range map[string]struct {
		in   []byte
		want error
	}{
		"nothing":            {nil, pgp.ErrIdentity},
		"garbage":            {[]byte("garbage"), pgp.ErrIdentity},
		"too long":           {make([]byte, pgp.MaxIdentity+1), pgp.ErrTooLong},
		"public key":         {public(t), pgp.ErrIdentity},
		"two keys":           {append(bytes.Clone(secret), secretOf(t, makeEntity(t, nil))...), pgp.ErrIdentity},
		"P-256":              {secretOf(t, makeEntity(t, p256)), pgp.ErrIdentity},
		"certifies only":     {secretOf(t, certifyOnly), pgp.ErrIdentity},
		"cut in the primary": {secret[:40], pgp.ErrIdentity},
	} {
		if got, err := pgp.ParseIdentity(tt.in); got != nil || !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A lock of the library's own kind is worth 0.3 ms a guess, and what GnuPG 2.2
// cannot import is no use either: this package makes no locked keys, and says
// which it is when it is given one.
func TestLockedIdentityIsRefused(t *testing.T) {
	for name, config := range map[string]*packet.Config{
		"iterated": {DefaultCipher: packet.CipherAES256, S2KConfig: &s2k.Config{S2KMode: s2k.IteratedSaltedS2K, S2KCount: 65536}},
		"argon2":   {DefaultCipher: packet.CipherAES256, AEADConfig: &packet.AEADConfig{}, S2KConfig: &s2k.Config{S2KMode: s2k.Argon2S2K, Argon2Config: &s2k.Argon2Config{NumberOfPasses: 1, DegreeOfParallelism: 1, Memory: 10}}},
	} {
		t.Run(name, func(t *testing.T) {
			e := makeEntity(t, nil)
			if err := e.EncryptPrivateKeys([]byte("password"), config); err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := e.SerializePrivateWithoutSigning(&b, nil); err != nil {
				t.Fatal(err)
			}
			_, err := pgp.ParseIdentity(b.Bytes())
			if errors.Is(err, pgp.ErrLocked) != (name == "iterated") || !errors.Is(err, pgp.ErrIdentity) {
				t.Errorf("locked key: %v", err)
			}
		})
	}
	secret, err := newIdentity(t, "Anna").Marshal()
	if err != nil {
		t.Fatal(err)
	}
	if e, err := openpgp.ReadEntity(packet.NewReader(bytes.NewReader(secret))); err != nil || e.PrivateKey.Encrypted {
		t.Errorf("Marshal locked the key or lost it: %v", err)
	}
}

// What friends would refuse must be known before the chat, not in it.
func TestRevokedIdentityIsRefused(t *testing.T) {
	revoked := makeEntity(t, nil)
	must(t, revoked.RevokeKey(packet.KeyRetired, "", nil))
	noUserID := makeEntity(t, nil)
	revokeUserID(t, noUserID)
	for name, e := range map[string]*openpgp.Entity{"revoked": revoked, "user ID revoked": noUserID} {
		if _, err := pgp.ParseIdentity(secretOf(t, e)); !errors.Is(err, pgp.ErrRevoked) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A key that expired while it was kept here still loads, so that its owner can
// be told why no chat begins.
func TestExpiredIdentityHasNoParticipant(t *testing.T) {
	id, err := pgp.ParseIdentity(secretOf(t, makeEntity(t, &packet.Config{KeyLifetimeSecs: 60, Time: hoursFromNow(-1)})))
	must(t, err)
	p, err := id.Participant()
	if p != nil || reasonOf(err) != pgp.Expired || !errors.Is(err, pgp.ErrExpired) {
		t.Errorf("expired: %v", err)
	}
}

func revokeUserID(t *testing.T, e *openpgp.Entity) {
	t.Helper()
	own := e.PrimaryIdentity()
	sig := &packet.Signature{
		Version: 4, SigType: packet.SigTypeCertificationRevocation, PubKeyAlgo: e.PrimaryKey.PubKeyAlgo,
		Hash: crypto.SHA256, CreationTime: e.PrimaryKey.CreationTime, IssuerKeyId: &e.PrimaryKey.KeyId,
	}
	if err := sig.SignUserId(own.Name, e.PrimaryKey, e.PrivateKey, nil); err != nil {
		t.Fatal(err)
	}
	own.Signatures = append(own.Signatures, sig)
}
