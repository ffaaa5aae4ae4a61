package wire

import (
	"encoding/binary"
	"fmt"
	"io"
	"sync"
)

// step is what a Reader takes on an announced length alone.
const step = 4 << 10

// steps lends buffers for the time of a frame: most connections are idle most of the
// time, and keep none.
var steps = sync.Pool{New: func() any { return new([step]byte) }}

// Reader reads frames from a stream, never a byte beyond the frame it gives.
// Only one goroutine may use it.
type Reader struct {
	src    io.Reader
	limit  int
	header [headerSize]byte
	err    error
}

// NewReader gives a Reader that refuses frames whose length field is over limit
// bytes, or over MaxFrame if that is less.
func NewReader(r io.Reader, limit int) *Reader {
	return &Reader{src: r, limit: limit}
}

// SetLimit changes the limit from the next call of Next on.
func (r *Reader) SetLimit(limit int) { r.limit = limit }

// Next reads one frame. The error is io.EOF when the stream ended between
// frames, io.ErrUnexpectedEOF when it ended inside one, ErrTooLong,
// ErrMalformed, ErrUnknownType or the stream's own. It sticks: the stream
// cannot be taken up again after any of them.
func (r *Reader) Next() (Frame, error) {
	if r.err != nil {
		return nil, r.err
	}
	f, err := r.next()
	r.err = err
	return f, err
}

func (r *Reader) next() (Frame, error) {
	if _, err := io.ReadFull(r.src, r.header[:]); err != nil {
		return nil, err
	}
	size := binary.BigEndian.Uint32(r.header[:])
	t := Type(r.header[4])
	switch {
	case size == 0:
		return nil, fmt.Errorf("read frame without a type: %w", ErrMalformed)
	case int64(size) > int64(min(r.limit, MaxFrame)):
		return nil, fmt.Errorf("read %v of %d bytes: %w", t, size, ErrTooLong)
	case !t.known():
		return nil, fmt.Errorf("read %v: %w", t, ErrUnknownType)
	}
	lent := steps.Get().(*[step]byte)
	defer steps.Put(lent)
	body, err := r.body(lent[:], int(size)-1)
	if err != nil {
		return nil, err
	}
	return Parse(t, body)
}

// body reads n bytes, into buf if they fit. What it takes beyond grows to at most
// twice what has arrived, so that a long announcement costs its sender as many bytes
// as it costs us.
func (r *Reader) body(buf []byte, n int) ([]byte, error) {
	got := 0
	for {
		end := min(n, len(buf))
		if _, err := io.ReadFull(r.src, buf[got:end]); err != nil {
			return nil, inside(err)
		}
		if end == n {
			return buf[:n], nil
		}
		got = end
		grown := make([]byte, min(n, 2*got))
		copy(grown, buf)
		buf = grown
	}
}

// inside makes the end of a stream an unexpected one.
func inside(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
