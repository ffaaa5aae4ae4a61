package wire

import "encoding/hex"

// ID is a chat's random name, an identity (SHA-256 fingerprint of its primary
// key) or any other SHA-256 hash.
type ID [32]byte

// String gives 64 lower-case hexadecimal digits.
func (id ID) String() string { return hex.EncodeToString(id[:]) }

var idRule = octets{32, 32}
