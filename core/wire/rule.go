package wire

import (
	"fmt"
	"math"
	"unicode/utf8"
)

// A rule says what one field may look like. scan checks the field at the start
// of b and gives what follows it. While b is in order it allocates nothing.
type rule interface {
	scan(b []byte) ([]byte, error)
}

// number is an unsigned integer from min to max.
type number struct{ min, max uint64 }

// octets is a byte string of min to max bytes.
type octets struct{ min, max uint64 }

// text is valid UTF-8 of at most max bytes.
type text struct{ max uint64 }

// signed is an integer that fits in int64.
type signed struct{}

// list is an array of at most max elements of one rule.
type list struct {
	max uint64
	of  rule
}

// record is an array of exactly these fields.
type record []rule

var (
	anyUint8  = number{0, math.MaxUint8}
	anyUint32 = number{0, math.MaxUint32}
	anyUint64 = number{0, math.MaxUint64}
)

func (n number) scan(b []byte) ([]byte, error) {
	major, value, rest, err := head(b)
	if err != nil {
		return nil, err
	}
	if major != majorUnsigned || value < n.min || value > n.max {
		return nil, ErrMalformed
	}
	return rest, nil
}

func (signed) scan(b []byte) ([]byte, error) {
	major, value, rest, err := head(b)
	if err != nil {
		return nil, err
	}
	if major > majorNegative || value > math.MaxInt64 {
		return nil, ErrMalformed
	}
	return rest, nil
}

func (o octets) scan(b []byte) ([]byte, error) {
	_, rest, err := str(b, majorBytes, o.min, o.max)
	return rest, err
}

func (t text) scan(b []byte) ([]byte, error) {
	s, rest, err := str(b, majorText, 0, t.max)
	if err == nil && !utf8.Valid(s) {
		err = ErrMalformed
	}
	return rest, err
}

func (l list) scan(b []byte) ([]byte, error) {
	major, count, b, err := head(b)
	if err != nil {
		return nil, err
	}
	if major != majorArray {
		return nil, ErrMalformed
	}
	if count > l.max {
		return nil, ErrTooLong
	}
	for ; count > 0; count-- {
		if b, err = l.of.scan(b); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func (r record) scan(b []byte) ([]byte, error) {
	major, count, b, err := head(b)
	if err != nil {
		return nil, err
	}
	if major != majorArray || count != uint64(len(r)) {
		return nil, ErrMalformed
	}
	for i, field := range r {
		if b, err = field.scan(b); err != nil {
			return nil, fmt.Errorf("field %d: %w", i+1, err)
		}
	}
	return b, nil
}
