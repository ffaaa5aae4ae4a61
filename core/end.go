package core

import (
	"errors"
	"fmt"

	"realtalk/core/wire"
)

// RefusedError says that the host did not let this guest in, though the
// password was right or was not even asked for.
type RefusedError struct{ Code wire.RefusedCode }

func (e *RefusedError) Error() string { return fmt.Sprintf("host refused: code %d", e.Code) }

// endError says that the host ended this member's stay.
type endError struct{ reason uint8 }

func (e *endError) Error() string { return fmt.Sprintf("host ended the stay: reason %d", e.reason) }

func endedBy(reason uint8) error { return &endError{reason} }

// ended turns what stopped a seat into the last event.
func ended(err error) Ended {
	var end *endError
	switch {
	case err == nil:
		return Ended{Reason: YouLeft}
	case !errors.As(err, &end):
		return Ended{Reason: Failed, Err: err}
	}
	switch end.reason {
	case wire.EndHostEnded:
		return Ended{Reason: HostEnded}
	case wire.EndKicked:
		return Ended{Reason: Kicked}
	case wire.EndBlocked:
		return Ended{Reason: BlockedByHost}
	case wire.EndReplaced:
		return Ended{Reason: Replaced}
	default:
		return Ended{Reason: Lost, Err: err}
	}
}
