package cpace

import (
	"crypto/sha256"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Argon2id's cost (RFC 9106). Part of protocol version 1: both ends must agree,
// so nothing may change it.
const (
	stretchTime    = 3
	stretchMemory  = 64 << 10 // KiB
	stretchThreads = 4
	stretchLabel   = "realtalk/1 password"
)

// Stretch turns a typed password into the 32 bytes that Start takes. It is
// brought to NFC and loses outer white space first, so that the same password
// typed on another keyboard, or copied with a line break, is the same. It takes
// about 150 ms and 64 MiB; a caller that lets strangers trigger it must bound
// how many run at once.
func Stretch(password string, chat [32]byte) []byte {
	p := []byte(strings.TrimSpace(norm.NFC.String(password)))
	defer clear(p)
	salt := sha256.Sum256(append([]byte(stretchLabel), chat[:]...))
	return argon2.IDKey(p, salt[:], stretchTime, stretchMemory, stretchThreads, 32)
}
