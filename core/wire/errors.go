package wire

import "errors"

// What is wrong with bytes or with a frame. Errors of this package wrap one of
// these, or the error of the reader below.
var (
	// ErrTooLong says that a frame, a field or a list is over its limit.
	ErrTooLong = errors.New("over its limit")
	// ErrMalformed says that bytes are not the one encoding of a value that the
	// frame may hold.
	ErrMalformed = errors.New("malformed")
	// ErrUnknownType says that no frame has this type.
	ErrUnknownType = errors.New("unknown frame type")
)
