package room

import (
	"errors"
	"fmt"
)

// ViolationKind names the rule that something broke.
type ViolationKind uint8

// The rules; see the package comment.
const (
	Repeat ViolationKind = iota + 1
	WrongChat
	WrongEpoch
	WrongNumber
	BrokenChain
	BadSignature
	BadRoster
	Rewritten
	Malformed
	Stranger
)

// What a Violation is to errors.Is, one for each kind.
var (
	ErrRepeat       = errors.New("not newer than what is there")
	ErrWrongChat    = errors.New("of another chat")
	ErrWrongEpoch   = errors.New("for another list of people")
	ErrWrongNumber  = errors.New("wrong number")
	ErrBrokenChain  = errors.New("does not follow what is there")
	ErrBadSignature = errors.New("bad signature")
	ErrBadRoster    = errors.New("bad list of people")
	ErrRewritten    = errors.New("own message, but not as it was composed")
	ErrMalformed    = errors.New("malformed")
	ErrStranger     = errors.New("sender is not on the list")
)

var violations = map[ViolationKind]error{
	Repeat: ErrRepeat, WrongChat: ErrWrongChat, WrongEpoch: ErrWrongEpoch, WrongNumber: ErrWrongNumber,
	BrokenChain: ErrBrokenChain, BadSignature: ErrBadSignature, BadRoster: ErrBadRoster,
	Rewritten: ErrRewritten, Malformed: ErrMalformed, Stranger: ErrStranger,
}

// Violation says that something was refused, and as whose it came. Who is the
// host for an epoch, and empty for a stranger.
type Violation struct {
	Kind ViolationKind
	Who  Member

	cause error // detail, nil for none
}

func (v *Violation) Error() string {
	s := violations[v.Kind].Error()
	if v.Who.Name != "" {
		s = fmt.Sprintf("from %q: %s", v.Who.Name, s)
	}
	if v.cause != nil {
		s += ": " + v.cause.Error()
	}
	return s
}

// Unwrap gives the sentinel of the kind, and the detail if there is one.
func (v *Violation) Unwrap() []error {
	if v.cause == nil {
		return []error{violations[v.Kind]}
	}
	return []error{violations[v.Kind], v.cause}
}

var (
	// ErrRemoved says that an epoch, in order otherwise, leaves this member out.
	ErrRemoved = errors.New("removed from the chat")
	// ErrNotIn says that there is no epoch yet to say something in.
	ErrNotIn = errors.New("not in the chat yet")
)
