package cpace

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/gtank/ristretto255"
)

// Role says which end of the exchange this is. The zero Role is none.
type Role uint8

// The two roles.
const (
	Initiator Role = iota + 1 // the one who joins: sends its share and its tag first
	Responder                 // the host
)

// Errors of Start and Finish beside ErrInvalidPoint.
var (
	ErrRole     = errors.New("cpace: no such role")
	ErrPassword = errors.New("cpace: empty password")
	ErrFinished = errors.New("cpace: exchange already finished")

	// ErrReflected says that the own share came back. It is an ErrInvalidPoint.
	ErrReflected = fmt.Errorf("%w: own share sent back", ErrInvalidPoint)
)

// Exchange is one end of one run. One goroutine may use it at a time.
type Exchange struct {
	role   Role
	scalar *ristretto255.Scalar // nil once finished
	share  [32]byte
	sid    []byte
	ad     []byte
}

// Start begins a run: the own share is ready when it returns, which takes about
// 70 us. The password should come from Stretch; channel, sid and ad may be empty
// and of any length, and the first two must be the same at both ends. Nothing
// that was passed in is kept or changed.
//
// Every run draws its own scalar, so the same inputs never give the same share.
// The error is ErrRole or ErrPassword.
func Start(role Role, password, channel, sid, ad []byte) (*Exchange, error) {
	if role != Initiator && role != Responder {
		return nil, ErrRole
	}
	if len(password) == 0 {
		return nil, ErrPassword
	}
	scalar := sampleScalar()
	defer clear(scalar[:])
	return start(role, scalar, password, channel, sid, ad)
}

// start is Start with a given scalar, which must be canonical.
func start(role Role, scalar [32]byte, password, channel, sid, ad []byte) (*Exchange, error) {
	e := &Exchange{
		role:   role,
		scalar: ristretto255.NewScalar(),
		sid:    bytes.Clone(sid),
		ad:     bytes.Clone(ad),
	}
	if err := e.scalar.Decode(scalar[:]); err != nil {
		return nil, fmt.Errorf("cpace: scalar: %w", err)
	}
	g := generator(password, channel, sid)
	defer g.Zero()
	y := ristretto255.NewElement().ScalarMult(e.scalar, g)
	y.Encode(e.share[:0])
	return e, nil
}

// Share is what is sent to the other end: 32 bytes that tell nothing of the
// password.
func (e *Exchange) Share() [32]byte { return e.share }

// Finish takes the other end's share and associated data and derives the keys,
// in about 70 us. It works once, whatever comes of it; after that it is
// ErrFinished, because a second answer to the same share would be a second guess.
// A share that is none is ErrInvalidPoint (ErrReflected if it is the own one).
//
// That there are keys proves nothing: only Keys.Verify does.
func (e *Exchange) Finish(share [32]byte, ad []byte) (*Keys, error) {
	if e.scalar == nil {
		return nil, ErrFinished
	}
	defer e.Destroy()
	if share == e.share {
		return nil, ErrReflected
	}
	k, err := multiply(e.scalar, share)
	if err != nil {
		return nil, err
	}
	defer clear(k)
	return e.derive(k, message(e.share, e.ad), message(share, ad)), nil
}

func (e *Exchange) derive(k, own, other []byte) *Keys {
	if e.role == Initiator {
		return newKeys(e.sid, k, transcript(own, other), own, other)
	}
	return newKeys(e.sid, k, transcript(other, own), own, other)
}

// Destroy overwrites the scalar of a run that is given up. Finish does it by
// itself.
func (e *Exchange) Destroy() {
	if e.scalar != nil {
		e.scalar.Zero()
		e.scalar = nil
	}
}
