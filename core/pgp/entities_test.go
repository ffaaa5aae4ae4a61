package pgp_test

import (
	"bytes"
	"errors"
	"io"
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
