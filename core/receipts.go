package core

import (
	"time"

	"realtalk/core/wire"
)

// receiptFlush is how long receipts of one message are gathered before its
// sender hears of them.
const receiptFlush = 100 * time.Millisecond

// maxReceipts bounds the messages whose receipts are still counted.
const maxReceipts = 4096

// receipt counts who has received one message.
type receipt struct {
	from   *place // nil: gone, nobody is told any more
	seq    uint64
	to, of int
	told   int
}

// done tells that there is nothing more to tell of a message.
func (r *receipt) done() bool { return r.from == nil || r.to >= r.of }

// receiptLog holds the newest messages by position; first is that of open[0].
type receiptLog struct {
	first uint64
	open  []*receipt
	armed bool
}

func (l *receiptLog) add(position uint64, from *place, seq uint64, of int) {
	if len(l.open) == 0 {
		l.first = position
	}
	l.open = append(l.open, &receipt{from: from, seq: seq, of: of})
	if len(l.open) > maxReceipts {
		l.open, l.first = l.open[1:], l.first+1
	}
}

// forget lets go of somebody who is gone, and of all that its line holds.
func (l *receiptLog) forget(p *place) {
	for _, e := range l.open {
		if e.from == p {
			e.from = nil
		}
	}
}

// received counts a member's word that it has read and verified what came up
// to a position.
func (r *relay) received(p *place, last uint64) {
	last = min(last, r.position)
	l := &r.receipts
	for at := max(p.received+1, l.first); at <= last && at-l.first < uint64(len(l.open)); at++ {
		if e := l.open[at-l.first]; e.from != p {
			e.to++
		}
	}
	p.received = max(p.received, last)
	if !l.armed {
		l.armed = true
		r.flush.Reset(receiptFlush)
	}
}

// unread notes that a member could not read what came at a position, and does
// not count it.
func (r *relay) unread(p *place, position uint64) {
	if position > p.received && position <= r.position {
		r.received(p, position-1)
		p.received = position
	}
}

// sendReceipts tells senders what has changed, and drops from the log what
// everybody has.
func (r *relay) sendReceipts() {
	l := &r.receipts
	l.armed = false
	for _, e := range l.open {
		if e.to > e.told && e.from != nil {
			e.told = e.to
			r.send(e.from, &wire.Receipt{Seq: e.seq, To: uint32(e.to), Of: uint32(e.of)})
		}
	}
	full := 0
	for full < len(l.open) && l.open[full].done() {
		full++
	}
	l.open, l.first = l.open[full:], l.first+uint64(full)
}
