package cpace

import (
	"crypto/sha512"
	"encoding/binary"
)

// The domain separation strings of the draft.
const (
	dsi    = "CPaceRistretto255"
	dsiISK = dsi + "_ISK"
	dsiMAC = "CPaceMac"
)

// lvCat appends each part to dst with its length before it, in LEB128
// (the draft's lv_cat; LEB128 is what encoding/binary calls Uvarint).
func lvCat(dst []byte, parts ...[]byte) []byte {
	for _, p := range parts {
		dst = binary.AppendUvarint(dst, uint64(len(p)))
		dst = append(dst, p...)
	}
	return dst
}

// generatorString is the draft's generator_string for SHA-512. The zeros fill
// the first hash block, so that the work done on a password that fits does not
// depend on its length.
func generatorString(password, channel, sid []byte) []byte {
	// Room for all of it, so that growing leaves no copy of the password behind.
	s := make([]byte, 0, len(password)+len(channel)+len(sid)+2*sha512.BlockSize)
	s = lvCat(s, []byte(dsi), password)
	padding := max(0, sha512.BlockSize-1-len(s))
	return lvCat(s, make([]byte, padding), channel, sid)
}

// message is what one side sent, as it is hashed and confirmed.
func message(share [32]byte, ad []byte) []byte {
	return lvCat(nil, share[:], ad)
}

// transcript is the draft's transcript_ir: the initiator's message first.
func transcript(initiator, responder []byte) []byte {
	return append(append([]byte(nil), initiator...), responder...)
}
