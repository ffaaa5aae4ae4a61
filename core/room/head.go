package room

import "realtalk/core/wire"

// Head gives the next encoded HeadBody of what this member has, to be signed
// under HeadContext; nil before the first epoch.
func (r *Room) Head() []byte {
	if r.me == nil {
		return nil
	}
	r.heads++
	return r.head()
}

func (r *Room) head() []byte {
	body, err := wire.EncodeHeadBody(&wire.HeadBody{
		Chat: r.chat, Epoch: r.hash, Seq: r.me.chain.seq, Last: r.me.chain.hash, Seen: r.seen(),
		Count: r.shown.count, Transcript: r.shown.digest, Number: r.heads, Heads: r.headsSeen(),
	})
	if err != nil {
		return nil // more people than any epoch lets in
	}
	return body
}

// AcceptHead takes the head of the member at place from. The error is a
// *Violation. A head that names an epoch never shown here is no violation of the
// member's but a Fork.
func (r *Room) AcceptHead(from int, body, signature []byte) ([]Finding, error) {
	p, err := r.sender(from)
	if err != nil {
		return nil, err
	}
	if err := p.Verifier.Verify(HeadContext(r.chat), body, signature); err != nil {
		return nil, &Violation{Kind: BadSignature, Who: p.Member, cause: err}
	}
	h, err := wire.ParseHeadBody(body)
	if err != nil {
		return nil, &Violation{Kind: Malformed, Who: p.Member, cause: err}
	}
	if h.Epoch != r.hash && h.Chat == r.chat && !r.former(h.Epoch) {
		return p.forkOf(fork{epoch: h.Epoch}), nil
	}
	if kind := r.misplacedHead(p, from, h); kind != 0 {
		return nil, &Violation{Kind: kind, Who: p.Member}
	}
	p.acked, p.heads = true, h.Number
	r.noteHas(p, h.Seen)
	r.noteKnows(p, h.Heads)
	findings := append(r.compare(p, h, h.Seen[from]), r.omissions(p, h.Seen)...)
	if r.differs(p, h) && len(findings) == 0 && r.differ < maxDiffer { // what is missing tells more
		r.differ++
		findings = []Finding{{Kind: Fork, Who: p.Member}}
	}
	return findings, nil
}

func (r *Room) misplacedHead(p *person, from int, h *wire.HeadBody) ViolationKind {
	switch {
	case h.Chat != r.chat:
		return WrongChat
	case h.Epoch != r.hash:
		return WrongEpoch
	case len(h.Seen) != len(r.people), len(h.Heads) != len(r.people):
		return Malformed
	case h.Seen[from] > h.Seq, h.Number == 0, h.Heads[r.place()] > r.heads:
		return WrongNumber
	case h.Number <= p.heads:
		return Repeat
	default:
		return 0
	}
}

// compare holds a head against what has come of its sender.
func (r *Room) compare(p *person, h *wire.HeadBody, mark uint64) []Finding {
	c := &p.chain
	c.start(mark)
	if h.Seq == c.seq && !c.hashed {
		c.advance(h.Seq, h.Last)
	}
	if h.Seq == c.seq && h.Last != c.hash {
		return p.forkOf(fork{epoch: r.hash, seq: h.Seq})
	}
	return gap(p, c.missing(h.Seq))
}

// place is this member's own index.
func (r *Room) place() int {
	i, _ := find(r.people, r.self)
	return i
}

// headsSeen gives the number of the newest head that came from each member.
func (r *Room) headsSeen() []uint32 {
	heads := make([]uint32, len(r.people))
	for i, p := range r.people {
		heads[i] = p.heads
	}
	return heads
}

// noteHas takes a member's word for how far it has read this member.
func (r *Room) noteHas(p *person, seen []uint64) {
	if p != r.me {
		p.has = max(p.has, seen[r.place()])
	}
}

func (r *Room) noteKnows(p *person, heads []uint32) {
	if p != r.me {
		p.knows = max(p.knows, heads[r.place()])
	}
}

// Has gives the number of the newest of this member's own messages that another
// says, by a head or message, that it has. Who came in later than it was said
// never has to.
func (r *Room) Has(id wire.ID) uint64 {
	if i, ok := find(r.people, id); ok {
		return r.people[i].has
	}
	return 0
}

// Knows gives the number of the newest of this member's own heads that another
// says, by a head, that it has: it was alive after that one was signed. 0: of none.
func (r *Room) Knows(id wire.ID) uint32 {
	if i, ok := find(r.people, id); ok {
		return r.people[i].knows
	}
	return 0
}

// Heads counts the own heads.
func (r *Room) Heads() uint32 { return r.heads }
