package link

import "sync"

// record is the most plaintext that fits into one TLS record (RFC 8446 section
// 5.1).
const record = 16 << 10

// place is what a waiting frame costs beside its bytes.
const place = 32

// outbox holds the frames that wait for one reader. The slices in it belong to
// many connections at once and are only read. Its owner guards it.
type outbox struct {
	frames  [][]byte // in order; the first has not been taken
	waiting int      // bytes not yet taken by the kernel, places included
}

func (o *outbox) push(frame []byte) {
	o.frames = append(o.frames, frame)
	o.waiting += len(frame) + place
}

// next takes what goes into one write: as many small frames as fit into scratch,
// copied, or one frame alone as it is. Taken frames wait until written is told
// their cost.
func (o *outbox) next(scratch []byte) (data []byte, cost int) {
	if len(o.frames) == 1 || len(o.frames[0]) > len(scratch) {
		data = o.frames[0]
		o.drop(1)
		return data, len(data) + place
	}
	n := 0
	data = scratch[:0]
	for _, f := range o.frames {
		if len(data)+len(f) > len(scratch) {
			break
		}
		data = append(data, f...)
		n++
	}
	o.drop(n)
	return data, len(data) + n*place
}

func (o *outbox) written(cost int) { o.waiting -= cost }

// drop forgets the first n frames. The others move up where that costs less than
// what went, so that a busy connection goes on in the same place; an idle one keeps
// little.
func (o *outbox) drop(n int) {
	rest := len(o.frames) - n
	switch {
	case rest == 0 && cap(o.frames) > 16:
		o.frames = nil
	case rest <= n:
		copy(o.frames, o.frames[n:])
		clear(o.frames[rest:])
		o.frames = o.frames[:rest]
	default:
		clear(o.frames[:n])
		o.frames = o.frames[n:]
	}
}

// discard forgets all that was not taken.
func (o *outbox) discard() {
	for _, f := range o.frames {
		o.waiting -= len(f) + place
	}
	o.frames = nil
}

// scratches lends gathering buffers to writers that have something to gather.
var scratches = sync.Pool{New: func() any { return new([record]byte) }}
