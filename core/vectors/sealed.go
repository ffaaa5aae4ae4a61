package main

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/sha1"
	"crypto/sha512"
	"encoding/binary"
)

// Sealed messages and session-key packets of section 5.

// seal signs body under a context and encrypts both; prefix is 16 bytes that are
// random elsewhere.
func (s signer) seal(key, prefix []byte, context string, made int64, body []byte) []byte {
	onePass := pgpPacket(4, join([]byte{3, 0x00, hashSHA256, algorithmEdDSA}, s.keyID(), []byte{1}))
	literal := pgpPacket(11, join([]byte{'b', 0, 0, 0, 0, 0}, body))
	plain := join(prefix, prefix[14:], onePass, literal, s.signFor(context, made, body), []byte{0xd3, 20})
	mdc := sha1.Sum(plain)
	return pgpPacket(18, join([]byte{1}, cfb(key, join(plain, mdc[:]), true)))
}

// cfb is full-block cipher feedback with an initial vector of zeros.
func cfb(key, in []byte, encrypt bool) []byte {
	block := blockOf(key)
	out, feedback := make([]byte, len(in)), make([]byte, aes.BlockSize)
	for at := 0; at < len(in); at += aes.BlockSize {
		block.Encrypt(feedback, feedback)
		end := min(at+aes.BlockSize, len(in))
		for i := at; i < end; i++ {
			out[i] = in[i] ^ feedback[i-at]
		}
		if encrypt {
			copy(feedback, out[at:end])
		} else {
			copy(feedback, in[at:end])
		}
	}
	return out
}

// keyPacket encrypts a session key to a subkey (RFC 6637); ephemeral is a scalar
// that is random elsewhere.
func keyPacket(session, subkey, ephemeral []byte) []byte {
	secret, err := ecdh.X25519().NewPrivateKey(ephemeral)
	if err != nil {
		panic(err) // 32 bytes are a scalar
	}
	sum := 0
	for _, b := range session {
		sum += int(b)
	}
	padded := join([]byte{9}, session, u16(sum%65536), bytes.Repeat([]byte{5}, 5))
	wrapped := wrap(wrappingKey(secret, pointOf(subkey), subkey), padded)
	id := fingerprint20(subkey)[12:]
	return pgpPacket(1, join([]byte{3}, id, []byte{algorithmECDH}, mpi(join([]byte{0x40}, secret.PublicKey().Bytes())), []byte{byte(len(wrapped))}, wrapped))
}

// pointOf is the public point in the body of a subkey.
func pointOf(subkey []byte) []byte { return subkey[len(subkey)-len(kdf)-32 : len(subkey)-len(kdf)] }

func wrappingKey(secret *ecdh.PrivateKey, point, subkey []byte) []byte {
	public, err := ecdh.X25519().NewPublicKey(point)
	if err != nil {
		panic(err) // 32 bytes are a point
	}
	shared, err := secret.ECDH(public)
	if err != nil {
		panic(err) // no point of low order is in these examples
	}
	h := sha512.Sum512(join(
		[]byte{0, 0, 0, 1}, shared, []byte{byte(len(curve25519))}, curve25519, []byte{algorithmECDH}, kdf,
		text("Anonymous Sender    "), fingerprint20(subkey),
	))
	return h[:32]
}

func publicOf(scalar []byte) []byte {
	secret, err := ecdh.X25519().NewPrivateKey(scalar)
	if err != nil {
		panic(err) // 32 bytes are a scalar
	}
	return secret.PublicKey().Bytes()
}

// wrap is RFC 3394, section 2.2.1.
func wrap(key, plain []byte) []byte {
	block, n := blockOf(key), len(plain)/8
	b := join(bytes.Repeat([]byte{0xa6}, 8), plain)
	for t := 1; t <= 6*n; t++ {
		r := b[8*((t-1)%n+1):][:8]
		mixed := join(b[:8], r)
		block.Encrypt(mixed, mixed)
		binary.BigEndian.PutUint64(b, binary.BigEndian.Uint64(mixed)^uint64(t))
		copy(r, mixed[8:])
	}
	return b
}

func blockOf(key []byte) cipher.Block {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err) // keys have 32 bytes
	}
	return block
}
