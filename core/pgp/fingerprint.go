package pgp

import (
	"crypto/sha256"
	"fmt"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// Fingerprint names a primary key wherever Real Talk compares keys: the SHA-256
// over 0x99, the 2-byte length and the body of the public-key packet (RFC 4880
// section 12.2 with SHA-256 in place of SHA-1).
type Fingerprint = [32]byte

func fingerprintOf(key *packet.PublicKey) (Fingerprint, error) {
	h := sha256.New()
	if err := key.SerializeForHash(h); err != nil {
		return Fingerprint{}, fmt.Errorf("fingerprint: %w", err)
	}
	return Fingerprint(h.Sum(nil)), nil
}
