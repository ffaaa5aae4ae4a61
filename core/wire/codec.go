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
		MaxArrayElements: MaxMembers,
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

// encode appends the encoding of v to what is in buf, if v keeps to r.
func encode(buf *bytes.Buffer, v any, r rule) error {
	start := buf.Len()
	if err := encoding.MarshalToBuffer(v, buf); err != nil {
		return err
	}
	if err := check(buf.Bytes()[start:], r); err != nil {
		return err
	}
	return agree(v)
}

// decode fills v, whose encoding keeps to r, from b. v shares no memory with b.
func decode(b []byte, v any, r rule) error {
	if err := check(b, r); err != nil {
		return err
	}
	if err := decoding.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	return agree(v)
}

// check reports whether b is exactly one item that keeps to r.
func check(b []byte, r rule) error {
	rest, err := r.scan(b)
	if err == nil && len(rest) > 0 {
		err = ErrMalformed
	}
	return err
}

func agree(v any) error {
	if c, ok := v.(consistent); ok {
		return c.consistent()
	}
	return nil
}

// encodeUpTo gives the encoding of v alone, of at most limit bytes.
func encodeUpTo(limit int, name string, v any, r rule) ([]byte, error) {
	var buf bytes.Buffer
	err := encode(&buf, v, r)
	if err == nil && buf.Len() > limit {
		err = ErrTooLong
	}
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", name, err)
	}
	return buf.Bytes(), nil
}

// decodeUpTo fills v from all of b, of at most limit bytes.
func decodeUpTo(limit int, name string, b []byte, v any, r rule) error {
	err := ErrTooLong
	if len(b) <= limit {
		err = decode(b, v, r)
	}
	if err != nil {
		return fmt.Errorf("parse %s: %w", name, err)
	}
	return nil
}
