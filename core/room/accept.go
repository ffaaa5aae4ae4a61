package room

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"realtalk/core/wire"
)

// Message is something said, in its place.
type Message struct {
	ID   string // 32 hexadecimal digits, the same for all
	From Member
	Seq  uint64
	Text string
	Sent time.Time // by the sender's clock
}

// Accept takes a message in the order that the host gave. body has been
// decrypted, and verified to be sealed by the member at place from under
// MessageContext; seq is the number that the host states. Findings may come with
// a message as well as with an error, which is a *Violation and means that the
// message must not be shown. Own messages are taken like all others.
func (r *Room) Accept(from int, seq uint64, body []byte) (Message, []Finding, error) {
	p, err := r.sender(from)
	if err != nil {
		return Message{}, nil, err
	}
	b, err := wire.ParseBody(body)
	if err != nil {
		return Message{}, nil, &Violation{Kind: Malformed, Who: p.Member, cause: err}
	}
	if kind := r.misplaced(from, seq, b); kind != 0 {
		var findings []Finding
		if kind == WrongEpoch && !r.former(b.Epoch) {
			findings = p.forkOf(fork{epoch: b.Epoch})
		}
		return Message{}, findings, &Violation{Kind: kind, Who: p.Member}
	}
	hash := wire.ID(sha256.Sum256(body))
	findings, kind := r.extend(p, b, b.Seen[from], hash)
	if kind != 0 {
		return Message{}, nil, &Violation{Kind: kind, Who: p.Member}
	}
	p.acked = true
	r.noteHas(p, b.Seen)
	return Message{
		ID: hex.EncodeToString(hash[:16]), From: p.Member, Seq: b.Seq, Text: b.Text, Sent: time.UnixMilli(b.Sent),
	}, append(findings, r.omissions(p, b.Seen)...), nil
}

func (r *Room) sender(from int) (*person, error) {
	if from < 0 || from >= len(r.people) {
		return nil, &Violation{Kind: Stranger}
	}
	return r.people[from], nil
}

// misplaced tells by what rule a message has no place here, 0 for none. The
// sender's mark, in its own place, lies before every message since.
func (r *Room) misplaced(from int, seq uint64, b *wire.Body) ViolationKind {
	switch {
	case b.Chat != r.chat:
		return WrongChat
	case b.Epoch != r.hash:
		return WrongEpoch
	case len(b.Seen) != len(r.people), b.Sent < 0, b.Sent > maxSent:
		return Malformed
	case b.Seq != seq, b.Seq == 0, b.Seen[from] >= b.Seq:
		return WrongNumber
	default:
		return 0
	}
}

// extend adds a message to its sender's chain, or changes nothing and says
// what keeps it out.
func (r *Room) extend(p *person, b *wire.Body, mark uint64, hash wire.ID) ([]Finding, ViolationKind) {
	c := p.chain
	c.start(mark)
	switch {
	case b.Seq <= c.seq:
		return nil, Repeat
	case p == r.me && !r.confirm(b.Seq, hash):
		return nil, Rewritten
	case b.Seq == c.seq+1 && c.hashed && b.Previous != c.hash:
		return nil, BrokenChain
	}
	missing := c.missing(b.Seq - 1)
	c.advance(b.Seq, hash)
	p.chain = c
	return gap(p, missing), 0
}
