package main

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ed25519"
	"crypto/sha1"
	"encoding/binary"
	"errors"
)

// The way back: what the product makes is opened by this implementation, too.

var errSealed = errors.New("does not open")

// unseal gives the packets inside. Only the outer length may be partial.
func unseal(key, data []byte) ([]byte, error) {
	if len(data) == 0 || data[0] != 0xc0|18 {
		return nil, errSealed
	}
	body, err := whole(data[1:])
	if err != nil || len(body) < 1+18+22 || body[0] != 1 {
		return nil, errSealed
	}
	plain := cfb(key, body[1:], false)
	end := len(plain) - sha1.Size
	if mdc := sha1.Sum(plain[:end]); !bytes.Equal(mdc[:], plain[end:]) || !bytes.Equal(plain[end-2:end], []byte{0xd3, 20}) {
		return nil, errSealed
	}
	return plain[18 : end-2], nil
}

// whole puts the parts of a packet together that is the last of its input.
func whole(b []byte) (body []byte, err error) {
	for {
		size, header, partial := 0, 1, false
		switch {
		case len(b) == 0:
			return nil, errSealed
		case b[0] < 192:
			size = int(b[0])
		case b[0] < 224 && len(b) > 1:
			size, header = int(b[0]-192)<<8+int(b[1])+192, 2
		case b[0] == 255 && len(b) > 4:
			size, header = int(binary.BigEndian.Uint32(b[1:])), 5
		default:
			size, partial = 1<<(b[0]&31), true
		}
		if size > len(b)-header || !partial && size < len(b)-header {
			return nil, errSealed
		}
		body, b = append(body, b[header:header+size]...), b[header+size:]
		if !partial {
			return body, nil
		}
	}
}

// openKeyPacket is the way back, for the subkey with the secret scalar.
func openKeyPacket(packet, subkey, scalar []byte) ([]byte, error) {
	secret, err := ecdh.X25519().NewPrivateKey(scalar)
	if err != nil {
		return nil, err
	}
	const point = 2 + 1 + 8 + 1 + 2 + 1 // header, version, key ID, algorithm, bits, 0x40
	if len(packet) != point+32+1+48 || !bytes.Equal(packet[3:11], fingerprint20(subkey)[12:]) {
		return nil, errSealed
	}
	padded := unwrap(wrappingKey(secret, packet[point:point+32], subkey), packet[point+33:])
	if padded == nil || padded[0] != 9 {
		return nil, errSealed
	}
	return padded[1:33], nil
}

// unwrap is RFC 3394, section 2.2.2; nil: not of this key.
func unwrap(key, wrapped []byte) []byte {
	block, b, n := blockOf(key), bytes.Clone(wrapped), len(wrapped)/8-1
	for t := 6 * n; t >= 1; t-- {
		r := b[8*((t-1)%n+1):][:8]
		mixed := join(u64(binary.BigEndian.Uint64(b)^uint64(t)), r)
		block.Decrypt(mixed, mixed)
		copy(b, mixed[:8])
		copy(r, mixed[8:])
	}
	if !bytes.Equal(b[:8], bytes.Repeat([]byte{0xa6}, 8)) {
		return nil
	}
	return b[8:]
}

// packets splits packets of the new format with definite lengths.
func packets(b []byte) (tags []byte, bodies [][]byte, err error) {
	for len(b) > 0 {
		tag := b[0] & 63
		size, header := 0, 2
		switch {
		case len(b) < 6 || b[0]&0xc0 != 0xc0:
			return nil, nil, errSealed
		case b[1] < 192:
			size = int(b[1])
		case b[1] < 224:
			size, header = int(b[1]-192)<<8+int(b[2])+192, 3
		case b[1] == 255:
			size, header = int(binary.BigEndian.Uint32(b[2:])), 6
		default:
			return nil, nil, errSealed
		}
		if len(b) < header+size {
			return nil, nil, errSealed
		}
		tags, bodies, b = append(tags, tag), append(bodies, b[header:header+size]), b[header+size:]
	}
	return tags, bodies, nil
}

// verify tells whether a signature packet's body is by a public key over data.
func verify(public ed25519.PublicKey, body, data []byte) bool {
	if len(body) < 6 {
		return false
	}
	covered := 6 + int(binary.BigEndian.Uint16(body[4:]))
	rest := body[covered:]
	rest = rest[2+int(binary.BigEndian.Uint16(rest))+2:] // what is not hashed, two bytes of the digest
	var signature []byte
	for range 2 {
		n := (int(binary.BigEndian.Uint16(rest)) + 7) / 8
		signature = join(signature, make([]byte, 32-n), rest[2:2+n])
		rest = rest[2+n:]
	}
	digest := hash(data, body[:covered], []byte{4, 0xff}, u32(covered))
	return ed25519.Verify(public, digest, signature)
}
