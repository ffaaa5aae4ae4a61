package resume

import "errors"

// Errors of a Log. Both end the stay.
var (
	// ErrFull: the other end has not acknowledged for too long.
	ErrFull = errors.New("too much waits to be acknowledged")
	// ErrCount: the other end says that it has what was never sent, or lacks what
	// it has acknowledged.
	ErrCount = errors.New("impossible number of frames received")
)

// frameCost is what a frame costs beside its bytes.
const frameCost = 32

// Log holds the frames that were sent and not acknowledged.
type Log struct {
	limit  int
	bytes  int
	gone   uint64   // acknowledged
	frames [][]byte // after those
}

// NewLog makes one for so many bytes, with 32 for each frame.
func NewLog(limit int) *Log { return &Log{limit: limit} }

// Add keeps the next frame, which nobody may change any more.
func (l *Log) Add(frame []byte) error {
	if l.bytes+len(frame)+frameCost > l.limit {
		return ErrFull
	}
	l.frames = append(l.frames, frame)
	l.bytes += len(frame) + frameCost
	return nil
}

// Got forgets what the other end has: the first n frames of all.
func (l *Log) Got(n uint64) error {
	if n < l.gone || n > l.gone+uint64(len(l.frames)) {
		return ErrCount
	}
	has := int(n - l.gone)
	for _, f := range l.frames[:has] {
		l.bytes -= len(f) + frameCost
	}
	l.gone = n
	l.drop(has)
	return nil
}

// Gone is how many frames the other end has acknowledged.
func (l *Log) Gone() uint64 { return l.gone }

// Bytes is how much of the limit is in use.
func (l *Log) Bytes() int { return l.bytes }

// drop forgets the first n frames. The others move up where that costs less than what
// went, so that a busy line goes on in the same place; an idle one keeps little.
func (l *Log) drop(n int) {
	rest := len(l.frames) - n
	switch {
	case rest == 0 && cap(l.frames) > 16:
		l.frames = nil
	case rest <= n:
		copy(l.frames, l.frames[n:])
		clear(l.frames[rest:])
		l.frames = l.frames[:rest]
	default:
		clear(l.frames[:n])
		l.frames = l.frames[n:]
	}
}

// Waiting gives what was not acknowledged, in order, until the next call. Nobody may
// change it.
func (l *Log) Waiting() [][]byte { return l.frames }
