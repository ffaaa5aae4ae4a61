package core

import (
	"math"
	"sync"
)

// eventBytes bounds what waits for a reader of events: a terminal stopped with
// Ctrl-S must neither stall the chat of everybody else nor fill the memory.
const eventBytes = 32 << 20

// queue hands events to one reader in order. put never blocks. When more than
// eventBytes wait, events that others can cause at will are counted instead of
// kept, and an Overflow tells so as soon as there is room. The rest is kept: the
// relay gives it out at a slow pace.
type queue struct {
	out  chan Event
	wake chan struct{}

	mu     sync.Mutex // guards what follows
	items  []Event
	bytes  int
	missed int
	closed bool
}

func newQueue() *queue {
	q := &queue{out: make(chan Event, 64), wake: make(chan struct{}, 1)}
	go q.run()
	return q
}

func (q *queue) put(e Event) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return
	}
	size := weight(e)
	if q.bytes+size > allowance(e) {
		q.missed++
		return
	}
	q.items = append(q.items, e)
	q.bytes += size
	q.signal()
}

// close ends the stream after what waits now.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.signal()
}

// signal wakes run without waiting for it.
func (q *queue) signal() {
	poke(q.wake)
}

func (q *queue) run() {
	defer close(q.out)
	for {
		batch, closed := q.take()
		for _, e := range batch {
			q.out <- e
			q.mu.Lock()
			q.bytes -= weight(e)
			q.mu.Unlock()
		}
		if closed && len(batch) == 0 {
			return
		}
		if len(batch) == 0 {
			<-q.wake
		}
	}
}

func (q *queue) take() ([]Event, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.missed > 0 {
		q.items = append(q.items, Overflow{N: q.missed})
		q.missed = 0
	}
	batch := q.items
	q.items = nil
	return batch, q.closed
}

// allowance gives how much may wait with an event. Who floods a reader that is behind
// must not flood out what tells of it.
func allowance(e Event) int {
	switch e.(type) {
	case Message, Delivered, Security:
		return eventBytes
	case Alarm:
		return 2 * eventBytes
	default:
		return math.MaxInt
	}
}

// weight is what an event roughly costs to keep, in bytes.
func weight(e Event) int {
	if m, ok := e.(Message); ok {
		return 256 + len(m.Text)
	}
	return 256
}
