package main

import (
	"crypto/ed25519"
	"crypto/sha1"
	"encoding/binary"
	"math/bits"
)

// The part of OpenPGP (RFC 4880) that section 5 names, as bytes: keys,
// certificates and signatures.

const (
	algorithmECDH  = 18
	algorithmEdDSA = 22
	hashSHA256     = 8
)

var (
	curveEd25519 = []byte{0x2b, 0x06, 0x01, 0x04, 0x01, 0xda, 0x47, 0x0f, 0x01}
	curve25519   = []byte{0x2b, 0x06, 0x01, 0x04, 0x01, 0x97, 0x55, 0x01, 0x05, 0x01}
	// kdf is SHA-512 and AES-256, as the product's keys have it.
	kdf = []byte{3, 1, 10, 9}
)

// pgpPacket is a packet with a header of the new format.
func pgpPacket(tag byte, body []byte) []byte {
	return join([]byte{0xc0 | tag}, pgpLength(len(body)), body)
}

func pgpLength(n int) []byte {
	switch {
	case n < 192:
		return []byte{byte(n)}
	case n < 8384:
		return []byte{byte((n-192)>>8 + 192), byte(n - 192)}
	default:
		return join([]byte{255}, u32(n))
	}
}

// mpi is a number with its length in bits, without leading zeros.
func mpi(b []byte) []byte {
	for len(b) > 0 && b[0] == 0 {
		b = b[1:]
	}
	if len(b) == 0 {
		return u16(0)
	}
	return join(u16(8*(len(b)-1)+bits.Len8(b[0])), b)
}

func u16(n int) []byte { return binary.BigEndian.AppendUint16(nil, uint16(n)) }

// keyBody is a public key of a curve, without its packet header.
func keyBody(made int64, algorithm byte, curve, point, more []byte) []byte {
	return join([]byte{4}, u32(int(made)), []byte{algorithm, byte(len(curve))}, curve, mpi(join([]byte{0x40}, point)), more)
}

// hashedKey is a key as fingerprints and signatures cover it.
func hashedKey(body []byte) []byte { return join([]byte{0x99}, u16(len(body)), body) }

// fingerprint20 is OpenPGP's own, which packets name keys by.
func fingerprint20(body []byte) []byte {
	h := sha1.Sum(hashedKey(body))
	return h[:]
}

// signer is a primary key.
type signer struct {
	secret ed25519.PrivateKey
	body   []byte
}

func newSigner(seed []byte, made int64) signer {
	secret := ed25519.NewKeyFromSeed(seed)
	return signer{secret, keyBody(made, algorithmEdDSA, curveEd25519, secret[32:], nil)}
}

func (s signer) keyID() []byte { return fingerprint20(s.body)[12:] }

// sign makes a signature packet over data; more are its own subpackets.
func (s signer) sign(kind byte, made int64, data []byte, more ...[]byte) []byte {
	hashed := join(
		subpacket(2, u32(int(made))), subpacket(16, s.keyID()), subpacket(33, join([]byte{4}, fingerprint20(s.body))), join(more...),
	)
	covered := join([]byte{4, kind, algorithmEdDSA, hashSHA256}, u16(len(hashed)), hashed)
	digest := hash(data, covered, []byte{4, 0xff}, u32(len(covered)))
	signature := ed25519.Sign(s.secret, digest)
	return pgpPacket(2, join(covered, u16(0), digest[:2], mpi(signature[:32]), mpi(signature[32:])))
}

func subpacket(kind byte, body []byte) []byte {
	return join(pgpLength(1+len(body)), []byte{kind}, body)
}

// signFor is a signature of section 5: detached, with a context.
func (s signer) signFor(context string, made int64, data []byte) []byte {
	name := text("context@proton.ch")
	notation := join([]byte{0x80, 0, 0, 0}, u16(len(name)), u16(len(context)), name, text(context))
	return s.sign(0x00, made, data, subpacket(20, notation))
}

// certify makes the certificate of a participant.
func (s signer) certify(user string, made int64, subkey []byte) []byte {
	id := join([]byte{0xb4}, u32(len(user)), text(user))
	return join(
		pgpPacket(6, s.body),
		pgpPacket(13, text(user)), s.sign(0x13, made, join(hashedKey(s.body), id), subpacket(27, []byte{0x03})),
		pgpPacket(14, subkey), s.sign(0x18, made, join(hashedKey(s.body), hashedKey(subkey)), subpacket(27, []byte{0x0c})),
	)
}
