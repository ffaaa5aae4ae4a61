package wire

// HeadBody is what a quiet member signs: how far its own chain and its reading
// have come.
type HeadBody struct {
	_ struct{} `cbor:",toarray"`

	Chat  ID
	Epoch ID       // hash of the epoch
	Seq   uint64   // number of the member's last message, 0 for none
	Last  ID       // SHA-256 of that message's Body, zero for none
	Seen  []uint64 // highest number seen, by roster index, at most MaxMembers
}

var headBodyRule = record{idRule, idRule, anyUint64, idRule, seenRule}

// EncodeHeadBody gives the one encoding of h. The error is ErrTooLong when Seen
// is over its limit.
func EncodeHeadBody(h *HeadBody) ([]byte, error) {
	return encodeUpTo(MaxHead, "head", h, headBodyRule)
}

// ParseHeadBody reads what EncodeHeadBody wrote and refuses every other
// encoding with ErrTooLong or ErrMalformed. The result shares no memory with
// data.
func ParseHeadBody(data []byte) (*HeadBody, error) {
	h := new(HeadBody)
	if err := decodeUpTo(MaxHead, "head", data, h, headBodyRule); err != nil {
		return nil, err
	}
	return h, nil
}
