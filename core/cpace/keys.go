package cpace

import (
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha512"
)

// exportInfo separates exported keys from every other use of the ISK.
const exportInfo = "realtalk/1 export "

// Keys is what a finished run gives: the confirmation tags and the shared
// secret. Several goroutines may use it, except for Destroy.
type Keys struct {
	isk      [64]byte
	tag      [64]byte // ours
	expected [64]byte // theirs
}

// newKeys hashes the ISK out of the shared point and computes both tags.
func newKeys(sid, k, both, own, other []byte) *Keys {
	s := lvCat(make([]byte, 0, len(dsiISK)+len(sid)+len(k)+len(both)+32), []byte(dsiISK), sid, k)
	s = append(s, both...)
	defer clear(s)
	keys := &Keys{isk: sha512.Sum512(s)}
	mac := macKey(sid, &keys.isk)
	defer clear(mac[:])
	keys.tag = tag(&mac, own)
	keys.expected = tag(&mac, other)
	return keys
}

// macKey is the draft's H(b"CPaceMac" || sid || ISK).
func macKey(sid []byte, isk *[64]byte) [64]byte {
	s := make([]byte, 0, len(dsiMAC)+len(sid)+len(isk))
	s = append(append(append(s, dsiMAC...), sid...), isk[:]...)
	defer clear(s)
	return sha512.Sum512(s)
}

func tag(key *[64]byte, message []byte) [64]byte {
	h := hmac.New(sha512.New, key[:])
	h.Write(message)
	var t [64]byte
	h.Sum(t[:0])
	return t
}

// Tag is the own confirmation. The initiator sends it at once. The responder
// must not send it before Verify returned true: see the package comment.
func (k *Keys) Tag() [64]byte { return k.tag }

// Verify reports whether the other end's tag shows that it knew the password and
// saw the same exchange. It takes constant time.
func (k *Keys) Verify(tag [64]byte) bool {
	return hmac.Equal(tag[:], k.expected[:])
}

// Export returns a key that only the two ends know, another one for each label:
// HKDF-SHA-512 (RFC 5869) over the ISK with the label in its info. Use it only
// after Verify returned true.
func (k *Keys) Export(label string) [32]byte {
	b, err := hkdf.Key(sha512.New, k.isk[:], nil, exportInfo+label, 32)
	if err != nil {
		panic(err) // only a length over 255 hashes is an error
	}
	defer clear(b)
	return [32]byte(b)
}

// Destroy overwrites everything with random bytes. A forgotten reference then
// verifies nothing and exports a key that nobody else has, where zeros would be
// known to all.
func (k *Keys) Destroy() {
	for _, b := range []*[64]byte{&k.isk, &k.tag, &k.expected} {
		_, _ = rand.Read(b[:]) // never fails: it ends the program instead
	}
}
