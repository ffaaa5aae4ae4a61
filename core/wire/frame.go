package wire

import (
	"encoding/binary"
	"fmt"
	"slices"
)

// headerSize is the length field and the type byte.
const headerSize = 5

// Frame is a pointer to one of this package's frame structs.
type Frame interface{ Type() Type }

// Append appends f with its header to dst and gives the longer slice. The
// error is ErrTooLong for a frame or a field over its limit, ErrMalformed for a
// field that Parse would refuse otherwise; dst is then given back as it was,
// though its spare capacity may have been written to. f is only read, and must
// not be nil. Goroutines may call it at the same time.
func Append(dst []byte, f Frame) ([]byte, error) {
	t := f.Type()
	if !t.known() {
		return dst, fmt.Errorf("append %v: %w", t, ErrUnknownType)
	}
	start := len(dst)
	out := append(slices.Grow(dst, headerSize+room(f)), 0, 0, 0, 0, byte(t))
	out, err := encode(out, f, formats[t].rule, MaxFrame-1)
	if err != nil {
		return dst, fmt.Errorf("append %v: %w", t, err)
	}
	binary.BigEndian.PutUint32(out[start:], uint32(len(out)-start-4))
	return out, nil
}

// Parse reads the body of a frame of type t. What it gives shares no memory
// with body. The error is ErrUnknownType, ErrTooLong or ErrMalformed. Beyond the
// empty struct nothing is allocated before the whole body was found in order.
// Goroutines may call it at the same time.
func Parse(t Type, body []byte) (Frame, error) {
	if !t.known() {
		return nil, fmt.Errorf("parse %v: %w", t, ErrUnknownType)
	}
	f := formats[t].blank()
	if err := decode(body, f, formats[t].rule, MaxFrame-1); err != nil {
		return nil, fmt.Errorf("parse %v: %w", t, err)
	}
	return f, nil
}
