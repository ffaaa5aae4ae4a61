package room

import "realtalk/core/wire"

// chain is how far one sender's messages have come. The zero chain is that of
// a sender who was in before this member.
type chain struct {
	based  bool    // seq means something
	seq    uint64  // highest number taken, or where the sender stood before
	hash   wire.ID // of message seq; zero for none
	hashed bool    // hash is known

	told     uint64  // the sender's own word up to here has been reported missing
	withheld uint64  // others' word up to here has been reported missing
	forked   fork    // reported last
	differed wire.ID // the epoch in which its transcript was reported last
}

// fork is what a Fork was reported for.
type fork struct {
	epoch wire.ID
	seq   uint64
}

// fresh is the chain of a sender who has said nothing yet.
func fresh() chain { return chain{based: true, hashed: true} }

// start takes the sender's word for where it stood when this member came, if
// nothing better is known.
func (c *chain) start(seq uint64) {
	if !c.based {
		c.based, c.seq, c.hashed = true, seq, seq == 0
	}
}

// missing counts what the sender's own word up to a number adds to what has
// not come, and takes it as reported.
func (c *chain) missing(upTo uint64) uint64 {
	known := max(c.seq, c.told)
	if upTo <= known {
		return 0
	}
	c.told = upTo
	return upTo - known
}

// omitted is missing by the word of somebody else.
func (c *chain) omitted(upTo uint64) uint64 {
	known := max(c.seq, c.told, c.withheld)
	if !c.based || upTo <= known {
		return 0
	}
	c.withheld = upTo
	return upTo - known
}

func (c *chain) advance(seq uint64, hash wire.ID) {
	c.seq, c.hash, c.hashed = seq, hash, true
}
