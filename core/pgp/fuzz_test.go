package pgp_test

import (
	"bytes"
	"crypto/rand"
	_ "embed"
	"encoding/binary"
	"errors"
	"testing"

	"github.com/ProtonMail/go-crypto/openpgp/ecdh"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"realtalk/core/pgp"
)

// fuzzIdentity is a secret key that everybody knows: seeds made with it stay
// valid from one run to the next.
//
//go:embed testdata/identity.pgp
var fuzzIdentity []byte

const fuzzBody = "Hey, what's up?"

func fuzzPerson(f *testing.F) (*pgp.Participant, *pgp.Certificate) {
	f.Helper()
	id, err := pgp.ParseIdentity(fuzzIdentity)
	must(f, err)
	p := participant(f, id)
	return p, parse(f, p.Certificate())
}

func FuzzCertificate(f *testing.F) {
	p, cert := fuzzPerson(f)
	primary, uid, rest := parts(f, p.Certificate())
	f.Add(p.Certificate())
	f.Add(concat(primary, uid, rest, rest))
	f.Add(ofKind(f, &packet.Config{Algorithm: packet.PubKeyAlgoRSA, RSABits: 2048}))
	f.Add(ofKind(f, &packet.Config{Algorithm: packet.PubKeyAlgoEd25519, V6Keys: true}))
	f.Add(fuzzIdentity)
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := pgp.ParseCertificate(b)
		if err != nil {
			if c != nil || reasonOf(err) == 0 {
				t.Fatalf("refused with %v and %v", c, err)
			}
			return
		}
		if _, err := c.EncryptKey(newKey(t)); err != nil {
			t.Errorf("accepted, but cannot be encrypted to: %v", err)
		}
		known := sign(t, p, testContext, nil)
		if err := c.Verify(testContext, nil, known); (err == nil) != (c.Fingerprint() == cert.Fingerprint()) {
			t.Errorf("verification and fingerprint do not agree: %v", err)
		}
	})
}

// FuzzOpen tries data as it comes, and as what a fellow member, who has the
// session key, may have put inside.
func FuzzOpen(f *testing.F) {
	p, cert := fuzzPerson(f)
	key := pgp.SessionKeyOf(bytes.Repeat([]byte{7}, 32))
	sealed := seal(f, p, key, testContext, []byte(fuzzBody))
	inside := decryptWith(f, key, sealed)
	f.Add(sealed, false)
	f.Add(inside, true)
	f.Add(inside[15:], true)
	f.Add(compressed(f, inside), true)
	f.Add(newPacket(13, make([]byte, 100)), true)
	f.Add(sealPackets(f, key, sealed), false)
	f.Fuzz(func(t *testing.T, data []byte, wrap bool) {
		if wrap {
			data = sealPackets(t, key, data)
		}
		body, err := cert.Open(key, testContext, data, 4096)
		if err != nil && body != nil {
			t.Fatalf("gave %d bytes with %v", len(body), err)
		}
		if err == nil && string(body) != fuzzBody {
			t.Fatalf("opened %q, which was never signed", body)
		}
	})
}

// FuzzOpenKey tries session-key packets addressed to us as they come, and as
// what a hostile sender, who can encrypt to us, may have put inside.
func FuzzOpenKey(f *testing.F) {
	p, cert := fuzzPerson(f)
	sub := entity(f, p).Subkeys[0].PublicKey
	good := encryptKey(f, cert, newKey(f))
	f.Add(good, false)
	f.Add(good[:50], false)
	f.Add(concat(good[:13], make([]byte, 83)), false)
	f.Add(concat([]byte{9}, make([]byte, 34)), true)
	f.Add(concat([]byte{7}, make([]byte, 18)), true)
	f.Add([]byte{9, 0}, true)
	f.Add([]byte{}, true)
	f.Fuzz(func(t *testing.T, b []byte, wrap bool) {
		b = bytes.Clone(b)
		if wrap {
			b = wrapKey(t, sub, b)
		} else if len(b) >= 11 {
			binary.BigEndian.PutUint64(b[3:], sub.KeyId)
		}
		key, err := p.OpenKey(b)
		if err == nil {
			seal(t, p, key, testContext, nil)
		} else if _, err := p.Seal(key, testContext, nil); !errors.Is(err, pgp.ErrDestroyed) {
			t.Errorf("gave a key with an error: %v", err)
		}
	})
}

// wrapKey makes a session-key packet around any content (RFC 6637 section 8).
func wrapKey(t *testing.T, sub *packet.PublicKey, content []byte) []byte {
	t.Helper()
	oid := []byte{10, 0x2b, 6, 1, 4, 1, 0x97, 0x55, 1, 5, 1}
	point, wrapped, err := ecdh.Encrypt(rand.Reader, sub.PublicKey.(*ecdh.PublicKey), content[:min(len(content), 40)], oid, sub.Fingerprint)
	must(t, err)
	body := append(binary.BigEndian.AppendUint64([]byte{3}, sub.KeyId), byte(packet.PubKeyAlgoECDH), 1, 7)
	body = append(append(body, point...), byte(len(wrapped)))
	return newPacket(1, append(body, wrapped...))
}
