package geoip

import (
	"errors"
	"os"
)

// Why a file is not taken, or a list not used. Import and Remove wrap them with
// the path; other errors are those of the operating system and of ctx.
var (
	ErrNotList  = errors.New("not a MaxMind DB file, or one that is cut off")
	ErrArchive  = errors.New("an archive, not an address list itself")
	ErrDamaged  = errors.New("damaged address list")
	ErrTooLarge = errors.New("address list too large")
	ErrNoFields = errors.New("address list without countries, cities or networks")
	ErrSlow     = errors.New("address list takes too long to check")
	ErrClosed   = &closedError{}
)

// closedError is os.ErrClosed in the words of this package.
type closedError struct{}

func (*closedError) Error() string { return "address lists are closed" }
func (*closedError) Unwrap() error { return os.ErrClosed }
