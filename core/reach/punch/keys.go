package punch

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
)

// role is one of the two that dial each other.
type role byte

const (
	host  role = 'h'
	guest role = 'g'
)

func (r role) other() role {
	if r == host {
		return guest
	}
	return host
}

// steady is the number of the pair of ports that stays the same for the whole
// attempt; those of the fresh pairs are times.
const steady int64 = -1

const leastPort = 16384

// keys derives what both sides must know without a word between them.
type keys [secretSize]byte

func (k keys) derive(label string, numbers ...int64) []byte {
	mac := hmac.New(sha256.New, k[:])
	mac.Write([]byte("realtalk punch 1 " + label))
	for _, n := range numbers {
		mac.Write(binary.BigEndian.AppendUint64(nil, uint64(n)))
	}
	return mac.Sum(nil)
}

// port is the port of a pair that this role sends from, the same number for TCP
// and UDP.
func (k keys) port(r role, pair int64) uint16 {
	sum := k.derive("port", int64(r), pair)
	return leastPort + uint16(binary.BigEndian.Uint32(sum)%(1<<16-leastPort))
}
