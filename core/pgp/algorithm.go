package pgp

import (
	"crypto/rsa"
	"errors"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// RSA moduli in bits. The upper limit bounds the cost of a verification.
const (
	minRSABits = 2048
	maxRSABits = 4096
)

// Errors without a sentinel: a caller has the Reason beside them.
var (
	errVersion   = errors.New("key version is not 4")
	errAlgorithm = errors.New("key is neither Curve25519 nor RSA of 2048 to 4096 bits")
)

// checkPrimary accepts the two kinds of keys that may sign for somebody.
func checkPrimary(key *packet.PublicKey) error {
	return checkKey(key, packet.PubKeyAlgoEdDSA, packet.PubKeyAlgoRSA)
}

// checkSubkey accepts in addition the Curve25519 key that encrypts.
func checkSubkey(key *packet.PublicKey) error {
	return checkKey(key, packet.PubKeyAlgoEdDSA, packet.PubKeyAlgoECDH, packet.PubKeyAlgoRSA)
}

func checkKey(key *packet.PublicKey, accepted ...packet.PublicKeyAlgorithm) error {
	if key.Version != 4 {
		return errVersion
	}
	for _, algorithm := range accepted {
		if key.PubKeyAlgo == algorithm && acceptedSize(key) {
			return nil
		}
	}
	return errAlgorithm
}

func acceptedSize(key *packet.PublicKey) bool {
	if modulus, ok := key.PublicKey.(*rsa.PublicKey); ok {
		bits := modulus.N.BitLen()
		return bits >= minRSABits && bits <= maxRSABits
	}
	curve, err := key.Curve()
	return err == nil && curve == packet.Curve25519
}
