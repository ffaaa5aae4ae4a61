package pgp

import (
	"crypto"
	"crypto/rsa"
	"io"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// rsaSessionKey is the content of a session-key packet for AES-256: algorithm,
// key, checksum (RFC 4880 section 5.1).
const rsaSessionKey = 1 + sessionKeySize + 2

// quietRSA decrypts PKCS #1 v1.5 without telling right padding from wrong: a
// random key takes the place of what cannot be decrypted, and then fails by its
// checksum. A lasting RSA key opens mail, too, and a member could otherwise have
// our answers to forged session keys decrypt that mail bit by bit
// (Bleichenbacher 1998).
type quietRSA struct{ *rsa.PrivateKey }

// Decrypt implements crypto.Decrypter.
func (q quietRSA) Decrypt(rand io.Reader, ciphertext []byte, _ crypto.DecrypterOpts) ([]byte, error) {
	//lint:ignore SA1019 OpenPGP v4 knows no other padding, and this is its one safe use
	return q.PrivateKey.Decrypt(rand, ciphertext, &rsa.PKCS1v15DecryptOptions{SessionKeyLen: rsaSessionKey})
}

// withoutOracle gives a lasting key as a member of a chat may make it decrypt.
func withoutOracle(opener *packet.PrivateKey) *packet.PrivateKey {
	secret, ok := opener.PrivateKey.(*rsa.PrivateKey)
	if !ok {
		return opener
	}
	quiet := *opener
	quiet.PrivateKey = quietRSA{secret}
	return &quiet
}
