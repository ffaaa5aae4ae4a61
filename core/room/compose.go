package room

import (
	"crypto/sha256"
	"fmt"
	"time"

	"realtalk/core/wire"
)

// maxSent is the end of year 9999 in Unix milliseconds: no later time can be
// written in RFC 3339.
const maxSent = 253402300799999

// Compose gives the encoded Body of this member's next message and its number.
// The text is at most wire.MaxText bytes of UTF-8, else the error is
// wire.ErrTooLong or wire.ErrMalformed; before the first epoch it is ErrNotIn. A
// time that RFC 3339 cannot write is moved to the nearest that it can. The
// message is pending until Accept takes it back; how many may be is for the
// caller to bound (32 bytes each).
func (r *Room) Compose(text string, sent time.Time) (body []byte, seq uint64, err error) {
	if r.me == nil {
		return nil, 0, ErrNotIn
	}
	seq, previous := r.me.chain.seq+1, r.me.chain.hash
	if n := len(r.pending); n > 0 {
		seq, previous = seq+uint64(n), r.pending[n-1]
	}
	body, err = wire.EncodeBody(&wire.Body{
		Chat: r.chat, Epoch: r.hash, Seq: seq, Previous: previous, Seen: r.seen(),
		Sent: min(max(sent.UnixMilli(), 0), maxSent), Text: text,
	})
	if err != nil {
		return nil, 0, fmt.Errorf("compose: %w", err)
	}
	r.pending = append(r.pending, sha256.Sum256(body))
	return body, seq, nil
}

// Reset drops what was composed and has not come back, so that the same
// numbers are given again. Apply does it too: what was composed for another
// epoch never comes back.
func (r *Room) Reset() { r.pending = nil }

// confirm tells whether a message is one of those pending, and drops it and the
// ones before, which the host has passed over.
func (r *Room) confirm(seq uint64, hash wire.ID) bool {
	i := seq - r.me.chain.seq - 1
	if i >= uint64(len(r.pending)) || r.pending[i] != hash {
		return false
	}
	r.pending = r.pending[i+1:]
	return true
}

// seen lists how far each member's messages have come, and in this member's
// own place where a newcomer has to start from.
func (r *Room) seen() []uint64 {
	seen := make([]uint64, len(r.people))
	for i, p := range r.people {
		seen[i] = p.chain.seq
		if p == r.me {
			seen[i] = r.mark
		}
	}
	return seen
}
