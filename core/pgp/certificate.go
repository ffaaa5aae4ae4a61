package pgp

import (
	"crypto/sha256"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

const (
	// MaxCertificate is the longest certificate read, in bytes.
	MaxCertificate = 8 << 10
	// maxSubkeys bounds how many signatures a certificate makes us verify.
	maxSubkeys = 3
)

// Certificate is the checked public half of a participant. It does not change;
// any goroutine may use it.
type Certificate struct {
	fingerprint Fingerprint
	hash        [32]byte
	primary     *packet.PublicKey
	signer      *packet.PublicKey // the primary, or the subkey that signs for it
	encrypt     *packet.PublicKey
	clock       steady // from the time at which it was judged
}

// now is the time at which what its owner signs is judged: that at which the
// certificate was, and what has passed since, so that a clock which is set back in
// the middle of a chat makes nothing come from the future.
func (c *Certificate) now() time.Time { return latest(wall(), c.clock.now()) }

// ParseCertificate is ParseCertificateAt by this computer's clock.
func ParseCertificate(b []byte) (*Certificate, error) {
	return ParseCertificateAt(b, wall())
}

// ParseCertificateAt reads and checks a certificate as the package comment lays
// down, as of the time now: those who must come to one conclusion give the same
// time. Every error is a *CertificateError. b is neither kept nor changed.
func ParseCertificateAt(b []byte, now time.Time) (*Certificate, error) {
	if len(b) > MaxCertificate {
		return nil, refuse(TooLong, "%d bytes: %w", len(b), ErrTooLong)
	}
	content, err := readCertificate(b)
	if err != nil {
		return nil, err
	}
	roles, err := content.judge(now)
	if err != nil {
		return nil, err
	}
	fingerprint, err := fingerprintOf(content.primary)
	if err != nil {
		return nil, refuse(Malformed, "%w", err)
	}
	return &Certificate{
		fingerprint: fingerprint,
		hash:        sha256.Sum256(b),
		primary:     content.primary,
		signer:      roles.signer,
		encrypt:     roles.encrypt,
		clock:       steadyFrom(now),
	}, nil
}

// Fingerprint names the primary key; it says nothing of the subkey in use.
func (c *Certificate) Fingerprint() Fingerprint { return c.fingerprint }

// Hash is the SHA-256 of the exact bytes that were parsed, subkey and all.
func (c *Certificate) Hash() [32]byte { return c.hash }

// ForwardSecret is false for a participant who signs by a subkey: the key that
// opens what it is sent is then a lasting one. True is what its owner says; no
// certificate can prove that a secret will be destroyed.
func (c *Certificate) ForwardSecret() bool { return c.signer == c.primary }
