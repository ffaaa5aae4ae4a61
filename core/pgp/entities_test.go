package pgp_test

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"encoding/binary"
	"errors"
	"io"
	"math/big"
	"sync"
	"testing"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
	"realtalk/core/pgp"
)

// makeEntity makes a key with the library alone: v4 Ed25519 with a Curve25519
// subkey unless config says otherwise.
func makeEntity(t testing.TB, config *packet.Config) *openpgp.Entity {
	t.Helper()
	if config == nil {
		config = &packet.Config{}
	}
	if config.Algorithm == 0 {
		config.Algorithm = packet.PubKeyAlgoEdDSA
	}
	e, err := openpgp.NewEntity("Mallory", "", "", config)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func entity(t testing.TB, p *pgp.Participant) *openpgp.Entity {
	t.Helper()
	e, err := p.Entity()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func secretOf(t testing.TB, e *openpgp.Entity) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := e.SerializePrivate(&b, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func publicOf(t testing.TB, e *openpgp.Entity) []byte {
	t.Helper()
	return packets(t, e.Serialize)
}

// packets concatenates what the library serializes.
func packets(t testing.TB, parts ...func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	for _, part := range parts {
		if err := part(&b); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

func subkeyPackets(t testing.TB, e *openpgp.Entity) []byte {
	t.Helper()
	var b []byte
	for _, sub := range e.Subkeys {
		b = append(b, packets(t, sub.PublicKey.Serialize, sub.Sig.Serialize)...)
	}
	return b
}

// newPacket frames a body with a new-format header.
func newPacket(tag byte, body []byte) []byte {
	n := len(body)
	header := []byte{0xc0 | tag, 255, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}
	return append(header, body...)
}

func hoursFromNow(h float64) func() time.Time {
	at := time.Now().Add(time.Duration(h * float64(time.Hour)))
	return func() time.Time { return at }
}

func reasonOf(err error) pgp.Reason {
	var refused *pgp.CertificateError
	if errors.As(err, &refused) && errors.Is(err, pgp.ErrCertificate) {
		return refused.Reason
	}
	return 0
}

var rsa2048 = &packet.Config{Algorithm: packet.PubKeyAlgoRSA, RSABits: 2048}

// rsa4096 is made once, for it takes seconds; nobody may change it.
var rsa4096 = sync.OnceValue(func() *openpgp.Entity {
	e, err := openpgp.NewEntity("Mallory", "", "", &packet.Config{Algorithm: packet.PubKeyAlgoRSA, RSABits: 4096})
	if err != nil {
		panic(err)
	}
	return e
})

// offline gives the secret subkeys of a key whose primary secret is left out,
// as GnuPG writes them.
func offline(t testing.TB, config *packet.Config) []byte {
	t.Helper()
	e := makeEntity(t, config)
	must(t, e.AddSigningSubkey(config))
	return offlineOf(t, e)
}

func offlineOf(t testing.TB, e *openpgp.Entity) []byte {
	t.Helper()
	_, afterPrimary := cutPacket(t, secretOf(t, e))
	public := packets(t, e.PrimaryKey.Serialize)
	_, body := headerOf(t, public)
	stub := newPacket(5, concat(body, []byte{255, 0, 101, 0, 'G', 'N', 'U', 1}))
	return concat(stub, afterPrimary)
}

func fallbackIdentity(t testing.TB) *pgp.Identity {
	t.Helper()
	return fallbackIdentityOf(t, nil)
}

func fallbackIdentityOf(t testing.TB, config *packet.Config) *pgp.Identity {
	t.Helper()
	id, err := pgp.ImportIdentity(offline(t, config), nil)
	must(t, err)
	if id.ForwardSecret() {
		t.Fatal("not the fallback")
	}
	return id
}

// headerOf splits a packet in the library's encoding.
func headerOf(t testing.TB, b []byte) (header, body []byte) {
	t.Helper()
	n := 2
	if b[1] >= 192 {
		n = 3
	}
	if b[1] >= 224 {
		t.Fatal("a packet over 8 KiB")
	}
	return b[:n], b[n:]
}

// cutPacket splits the first packet off.
func cutPacket(t testing.TB, b []byte) (first, rest []byte) {
	t.Helper()
	header, _ := headerOf(t, b)
	n := int(b[1])
	if len(header) == 3 {
		n = int(b[1]-192)<<8 + int(b[2]) + 192
	}
	return b[:len(header)+n], b[len(header)+n:]
}

// rsaKeyPacket encrypts any content to the lasting RSA key of a certificate.
func rsaKeyPacket(t testing.TB, c *pgp.Certificate, content []byte) []byte {
	t.Helper()
	to := c.EncryptionKey()
	//lint:ignore SA1019 OpenPGP v4 knows no other padding
	sealed, err := rsa.EncryptPKCS1v15(rand.Reader, to.PublicKey.(*rsa.PublicKey), content)
	must(t, err)
	body := append(binary.BigEndian.AppendUint64([]byte{3}, to.KeyId), byte(packet.PubKeyAlgoRSA))
	bits := new(big.Int).SetBytes(sealed).BitLen()
	sealed = new(big.Int).SetBytes(sealed).Bytes()
	return newPacket(1, append(binary.BigEndian.AppendUint16(body, uint16(bits)), sealed...))
}

// checksummed appends the sum of RFC 4880 section 5.1.
func checksummed(key []byte) []byte {
	var sum uint16
	for _, b := range key {
		sum += uint16(b)
	}
	return binary.BigEndian.AppendUint16(key, sum)
}
