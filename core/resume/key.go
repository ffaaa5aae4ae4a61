package resume

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
)

// Label is that of the secret among those of a password exchange.
const Label = "realtalk/1 resume"

// Key is the secret of one connection.
type Key [32]byte

// Guest is the proof of a guest that has received so many frames.
func (k Key) Guest(exporter [32]byte, received uint64) [32]byte {
	return k.mac("guest", exporter, binary.BigEndian.AppendUint64(nil, received))
}

// Host is the proof of a host that has received so many frames.
func (k Key) Host(exporter [32]byte, received uint64) [32]byte {
	return k.mac("host", exporter, binary.BigEndian.AppendUint64(nil, received))
}

// Next is the secret after a connection with this channel binding.
func (k Key) Next(exporter [32]byte) Key { return k.mac("next", exporter, nil) }

// Same compares two proofs in constant time.
func Same(a, b [32]byte) bool { return hmac.Equal(a[:], b[:]) }

func (k Key) mac(what string, exporter [32]byte, rest []byte) [32]byte {
	m := hmac.New(sha256.New, k[:])
	m.Write([]byte(what))
	m.Write(exporter[:])
	m.Write(rest)
	return [32]byte(m.Sum(nil))
}
