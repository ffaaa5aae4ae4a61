package room

import (
	"crypto/sha256"
	"encoding/binary"

	"realtalk/core/wire"
)

// Transcript is the digest of what a host delivered in one epoch, in order. It
// covers the bytes as they were sealed, so that it does not depend on what a
// member can open. The zero Transcript belongs to no epoch.
type Transcript struct {
	count  uint64
	digest wire.ID
}

// NewTranscript is that of an epoch in which nothing was delivered yet.
func NewTranscript(epoch wire.ID) Transcript {
	return Transcript{digest: sha256.Sum256(append([]byte("realtalk/1 transcript"), epoch[:]...))}
}

// Add takes the next delivery: whose it is, the numbers of its key and of the
// message as the host states them, and the sealed data.
func (t *Transcript) Add(from wire.ID, key, seq uint64, data []byte) {
	sealed := sha256.Sum256(data)
	b := append(make([]byte, 0, 4*32), t.digest[:]...)
	b = append(b, from[:]...)
	b = binary.BigEndian.AppendUint64(b, key)
	b = binary.BigEndian.AppendUint64(b, seq)
	t.digest = sha256.Sum256(append(b, sealed[:]...))
	t.count++
}

// Digest covers the epoch and all that was added.
func (t *Transcript) Digest() wire.ID { return t.digest }

// maxDigests bounds the digests that a member keeps to compare others' heads with,
// 32 bytes each. A head that is older says nothing.
const maxDigests = 1 << 16

// record is a transcript with its past.
type record struct {
	Transcript
	past []wire.ID // the digests before, oldest first, at most 2*maxDigests
}

func newRecord(epoch wire.ID) record { return record{Transcript: NewTranscript(epoch)} }

func (r *record) add(from wire.ID, key, seq uint64, data []byte) {
	if len(r.past) == 2*maxDigests {
		r.past = append(r.past[:0], r.past[maxDigests:]...)
	}
	r.past = append(r.past, r.digest)
	r.Add(from, key, seq, data)
}

// agrees tells whether somebody who was delivered so many was shown the same. Of
// what is too long ago nothing is known.
func (r *record) agrees(count uint64, digest wire.ID) bool {
	switch back := r.count - count; {
	case count > r.count:
		return false
	case back == 0:
		return digest == r.digest
	case back > uint64(len(r.past)):
		return true
	default:
		return digest == r.past[uint64(len(r.past))-back]
	}
}

// Delivered adds a delivery to what was shown to this member, before it is opened
// and whatever becomes of it. One that says to be of nobody on the list is no
// part of it: an honest host makes none.
func (r *Room) Delivered(from int, key, seq uint64, data []byte) {
	if m, ok := r.At(from); ok {
		r.shown.add(m.ID, key, seq, data)
	}
}

// differs tells, the first time in an epoch, that a member was shown something
// else in it than this one, or something that never came here.
func (r *Room) differs(p *person, h *wire.HeadBody) bool {
	if r.shown.agrees(h.Count, h.Transcript) || p.chain.differed == r.hash {
		return false
	}
	p.chain.differed = r.hash
	return true
}

// maxDiffer is how many are named in one epoch for that alone. Where everybody
// differs a few are enough.
const maxDiffer = 3

// told reports that the host says, to everybody, that it delivered something else
// in the epoch that ends now. A newcomer cannot know.
func (r *Room) told(transcript wire.ID) []Finding {
	if r.me == nil || transcript == r.shown.digest {
		return nil
	}
	i, ok := find(r.people, r.host)
	if !ok {
		return nil
	}
	return []Finding{{Kind: Fork, Who: r.people[i].Member}}
}
