package wire

import (
	"bytes"
	"fmt"

	"github.com/fxamacker/cbor/v2"
)

// The modes are immutable and safe for concurrent use.
var (
	encoding = newEncoding()
	decoding = newDecoding()
)

func newEncoding() cbor.UserBufferEncMode {
	o := cbor.CoreDetEncOptions()
	o.NilContainers = cbor.NilContainerAsEmpty // no slice has two encodings
	mode, err := o.UserBufferEncMode()
	if err != nil {
		panic(err) // only wrong options, which are constant here
	}
	return mode
}

// newDecoding is as strict as the rules are. They come first; this is the
// second fence.
func newDecoding() cbor.DecMode {
	mode, err := cbor.DecOptions{
		DupMapKey:        cbor.DupMapKeyEnforcedAPF,
		IndefLength:      cbor.IndefLengthForbidden,
		TagsMd:           cbor.TagsForbidden,
		UTF8:             cbor.UTF8RejectInvalid,
		MaxArrayElements: MaxEntries,
		MaxMapPairs:      16,
		MaxNestedLevels:  4,
	}.DecMode()
	if err != nil {
		panic(err) // only wrong options, which are constant here
	}
	return mode
}

// consistent is implemented by what a rule cannot check field by field.
type consistent interface{ consistent() error }

// sized is implemented by what is long and frequent. room is about what its
// encoding takes, in bytes.
type sized interface{ room() int }

// room tells how large to make a buffer for v, so that it is made only once.
func room(v any) int {
	if s, ok := v.(sized); ok {
		return min(s.room(), MaxFrame)
	}
	return 128
}

// encode appends the encoding of v, which must keep to r and take at most limit
// bytes, to dst. What was written is checked, not v: so both directions refuse
// the same by the same rule.
func encode(dst []byte, v any, r rule, limit int) ([]byte, error) {
	buf := bytes.NewBuffer(dst)
	if err := encoding.MarshalToBuffer(v, buf); err != nil {
		return nil, err
	}
	out := buf.Bytes()
	if err := check(out[len(dst):], r, limit); err != nil {
		return nil, err
	}
	return out, agree(v)
}

// decode fills v from b, which must keep to r and be at most limit bytes. v
// shares no memory with b.
func decode(b []byte, v any, r rule, limit int) error {
	if err := check(b, r, limit); err != nil {
		return err
	}
	if err := decoding.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	return agree(v)
}

// check reports whether b is exactly one item that keeps to r, within limit.
func check(b []byte, r rule, limit int) error {
	if len(b) > limit {
		return fmt.Errorf("%d bytes: %w", len(b), ErrTooLong)
	}
	rest, err := r.scan(b)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("%d bytes after the end: %w", len(rest), ErrMalformed)
	}
	return err
}

func agree(v any) error {
	if c, ok := v.(consistent); ok {
		return c.consistent()
	}
	return nil
}
