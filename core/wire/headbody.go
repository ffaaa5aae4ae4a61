package wire

import "fmt"

// HeadBody is what every member signs from time to time: how far its own chain
// and its reading have come, and what it was shown.
type HeadBody struct {
	_ struct{} `cbor:",toarray"`

	Chat  ID
	Epoch ID       // hash of the epoch
	Seq   uint64   // number of the member's last message, 0 for none
	Last  ID       // SHA-256 of that message's Body, zero for none
	Seen  []uint64 // highest number seen, by roster index, at most MaxEntries

	Count      uint64 // deliveries that came in this epoch
	Transcript ID     // their digest, in order

	Number uint32   // of this head among the member's in this stay, from 1
	Heads  []uint32 // number of the newest head that came, by roster index, at most MaxEntries
}

var headBodyRule rule = record{idRule, idRule, anyUint64, idRule, seenRule, anyUint64, idRule, anyUint32, headsRule}

func (h *HeadBody) room() int { return 201 + 3*len(h.Seen) + 3*len(h.Heads) }

// EncodeHeadBody gives the one encoding of h. The error is ErrTooLong when Seen
// or Heads is over its limit.
func EncodeHeadBody(h *HeadBody) ([]byte, error) {
	out, err := encode(make([]byte, 0, room(h)), h, headBodyRule, MaxHead)
	if err != nil {
		return nil, fmt.Errorf("encode head body: %w", err)
	}
	return out, nil
}

// ParseHeadBody reads what EncodeHeadBody wrote and refuses every other
// encoding with ErrTooLong or ErrMalformed. The result shares no memory with
// data.
func ParseHeadBody(data []byte) (*HeadBody, error) {
	h := new(HeadBody)
	if err := decode(data, h, headBodyRule, MaxHead); err != nil {
		return nil, fmt.Errorf("parse head body: %w", err)
	}
	return h, nil
}
