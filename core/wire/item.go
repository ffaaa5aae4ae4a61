package wire

import "encoding/binary"

// The CBOR major types that frames use (RFC 8949 section 3.1). Maps, tags,
// floats and simple values have no place in them.
const (
	majorUnsigned = 0
	majorNegative = 1
	majorBytes    = 2
	majorText     = 3
	majorArray    = 4
)

// head takes the head of the data item at the start of b: its major type and
// argument. Only the shortest form of an argument is let through, and no
// indefinite length (RFC 8949 section 4.2.1).
func head(b []byte) (major byte, value uint64, rest []byte, err error) {
	if len(b) == 0 {
		return 0, 0, nil, ErrMalformed
	}
	major, info := b[0]>>5, b[0]&31
	if info < 24 {
		return major, uint64(info), b[1:], nil
	}
	size := 1 << (info - 24)
	if info > 27 || len(b) < 1+size {
		return 0, 0, nil, ErrMalformed
	}
	arg, rest := b[1:1+size], b[1+size:]
	least := uint64(24)
	switch size {
	case 1:
		value = uint64(arg[0])
	case 2:
		value, least = uint64(binary.BigEndian.Uint16(arg)), 1<<8
	case 4:
		value, least = uint64(binary.BigEndian.Uint32(arg)), 1<<16
	case 8:
		value, least = binary.BigEndian.Uint64(arg), 1<<32
	}
	if value < least {
		return 0, 0, nil, ErrMalformed
	}
	return major, value, rest, nil
}

// str takes a string of the given major type and of min to max bytes.
func str(b []byte, major byte, min, max uint64) (s, rest []byte, err error) {
	m, n, rest, err := head(b)
	switch {
	case err != nil:
		return nil, nil, err
	case m != major || n < min:
		return nil, nil, ErrMalformed
	case n > max:
		return nil, nil, ErrTooLong
	case n > uint64(len(rest)):
		return nil, nil, ErrMalformed
	}
	return rest[:n], rest[n:], nil
}
