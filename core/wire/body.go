package wire

import "fmt"

// Body is what a sender signs and encrypts: one message.
type Body struct {
	_ struct{} `cbor:",toarray"`

	Chat     ID
	Epoch    ID       // hash of the epoch
	Seq      uint64   // the sender's message number, from 1
	Previous ID       // SHA-256 of the sender's Body before, zero for the first
	Seen     []uint64 // highest number seen, by roster index, at most MaxEntries
	Sent     int64    // Unix milliseconds by the sender's clock
	Text     string   // at most MaxText
}

var bodyRule rule = record{
	idRule, idRule, anyUint64, idRule, seenRule, signed{}, text{MaxText},
}

// room counts three bytes for each number seen: few people say more than 65,535
// things in a chat.
func (b *Body) room() int { return 128 + 3*len(b.Seen) + len(b.Text) }

// EncodeBody gives the one encoding of b. The error is ErrTooLong for a field
// over its limit or an encoding over MaxBody, ErrMalformed for a text that is
// not UTF-8.
func EncodeBody(b *Body) ([]byte, error) {
	out, err := encode(make([]byte, 0, room(b)), b, bodyRule, MaxBody)
	if err != nil {
		return nil, fmt.Errorf("encode body: %w", err)
	}
	return out, nil
}

// ParseBody reads what EncodeBody wrote and refuses every other encoding with
// ErrTooLong or ErrMalformed. The result shares no memory with data.
func ParseBody(data []byte) (*Body, error) {
	b := new(Body)
	if err := decode(data, b, bodyRule, MaxBody); err != nil {
		return nil, fmt.Errorf("parse body: %w", err)
	}
	return b, nil
}
