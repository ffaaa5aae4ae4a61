package main

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/hex"
	"strings"
)

func join(parts ...[]byte) []byte {
	var b []byte
	for _, p := range parts {
		b = append(b, p...)
	}
	return b
}

func hash(parts ...[]byte) []byte {
	h := sha256.Sum256(join(parts...))
	return h[:]
}

func text(s string) []byte { return []byte(s) }

func u64(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func u32(n int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(n)) }

// filled is 32 bytes of one value.
func filled(b byte) []byte {
	return []byte(strings.Repeat(string([]byte{b}), 32))
}

func base(b []byte) string {
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b))
}

// The encodings of RFC 8949 that the protocol uses.

func number(n uint64) []byte { return cborHead(0, n) }

func octets(b []byte) []byte { return join(cborHead(2, uint64(len(b))), b) }

func words(s string) []byte { return join(cborHead(3, uint64(len(s))), text(s)) }

func array(items ...[]byte) []byte { return join(cborHead(4, uint64(len(items))), join(items...)) }

func numbers(list []uint64) []byte {
	items := make([][]byte, len(list))
	for i, n := range list {
		items[i] = number(n)
	}
	return array(items...)
}

func cborHead(major byte, n uint64) []byte {
	major <<= 5
	switch {
	case n < 24:
		return []byte{major | byte(n)}
	case n < 1<<8:
		return []byte{major | 24, byte(n)}
	case n < 1<<16:
		return binary.BigEndian.AppendUint16([]byte{major | 25}, uint16(n))
	case n < 1<<32:
		return binary.BigEndian.AppendUint32([]byte{major | 26}, uint32(n))
	default:
		return binary.BigEndian.AppendUint64([]byte{major | 27}, n)
	}
}

// frame is a body with its header.
func frame(kind byte, body []byte) []byte {
	return join(u32(1+len(body)), []byte{kind}, body)
}

// Hex is bytes as they stand in the file.
type Hex []byte

// MarshalText writes hexadecimal digits.
func (h Hex) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, h), nil }

// UnmarshalText reads them.
func (h *Hex) UnmarshalText(b []byte) (err error) {
	*h, err = hex.AppendDecode(nil, b)
	return err
}
