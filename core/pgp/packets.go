package pgp

import (
	"bytes"
	"crypto"
	"encoding/binary"
	"fmt"

	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// Packet tags, RFC 4880 section 4.3.
const (
	tagSessionKey   = 1
	tagSignature    = 2
	tagOnePass      = 4
	tagSecretKey    = 5
	tagPublicKey    = 6
	tagSecretSubkey = 7
	tagLiteral      = 11
	tagUserID       = 13
	tagPublicSubkey = 14

	tagSealed = 18
)

// frame is one packet as it stands in the input: raw with its header, body
// without.
type frame struct {
	tag  byte
	raw  []byte
	body []byte
}

// nextFrame splits the first packet off b without copying (RFC 4880 section
// 4.2). Only definite lengths are accepted: where a packet ends must not depend
// on who parses it.
func nextFrame(b []byte) (f frame, rest []byte, err error) {
	tag, header, length, ok := readHeader(b)
	if !ok {
		return frame{}, nil, fmt.Errorf("%w: packet header", ErrMalformed)
	}
	if length > uint64(len(b)-header) {
		return frame{}, nil, fmt.Errorf("%w: packet is cut off", ErrMalformed)
	}
	end := header + int(length)
	return frame{tag: tag, raw: b[:end:end], body: b[header:end:end]}, b[end:], nil
}

func readHeader(b []byte) (tag byte, header int, length uint64, ok bool) {
	if len(b) < 2 || b[0]&0x80 == 0 {
		return 0, 0, 0, false
	}
	if b[0]&0x40 == 0 {
		header, length, ok = readOldLength(b)
		return b[0] >> 2 & 0x0f, header, length, ok
	}
	header, length, ok = readNewLength(b)
	return b[0] & 0x3f, header, length, ok
}

func readOldLength(b []byte) (header int, length uint64, ok bool) {
	switch b[0] & 3 {
	case 0:
		return 2, uint64(b[1]), true
	case 1:
		if len(b) >= 3 {
			return 3, uint64(binary.BigEndian.Uint16(b[1:])), true
		}
	case 2:
		if len(b) >= 5 {
			return 5, uint64(binary.BigEndian.Uint32(b[1:])), true
		}
	}
	return 0, 0, false
}

func readNewLength(b []byte) (header int, length uint64, ok bool) {
	switch first := b[1]; {
	case first < 192:
		return 2, uint64(first), true
	case first < 224:
		if len(b) >= 3 {
			return 3, uint64(first-192)<<8 + uint64(b[2]) + 192, true
		}
	case first == 255:
		if len(b) >= 6 {
			return 6, uint64(binary.BigEndian.Uint32(b[2:])), true
		}
	}
	return 0, 0, false
}

// readPacket parses one frame with the library and insists that it used all of
// it: what the library leaves over it would take for the next packet.
func readPacket(f frame) (packet.Packet, error) {
	r := bytes.NewReader(f.raw)
	p, err := packet.Read(r)
	if err != nil {
		return nil, fmt.Errorf("%w: packet of type %d", ErrMalformed, f.tag)
	}
	if r.Len() != 0 {
		return nil, fmt.Errorf("%w: packet of type %d is longer than its content", ErrMalformed, f.tag)
	}
	return p, nil
}

// readSignature parses a v4 signature by one of the accepted hashes.
func readSignature(f frame) (*packet.Signature, error) {
	if f.tag != tagSignature {
		return nil, fmt.Errorf("%w: packet of type %d where a signature belongs", ErrMalformed, f.tag)
	}
	p, err := readPacket(f)
	if err != nil {
		return nil, err
	}
	sig, ok := p.(*packet.Signature)
	if !ok || sig.Version != 4 || !acceptedHash(sig.Hash) {
		return nil, fmt.Errorf("%w: kind of signature", ErrMalformed)
	}
	return sig, nil
}

func acceptedHash(h crypto.Hash) bool {
	return h == crypto.SHA256 || h == crypto.SHA384 || h == crypto.SHA512
}
