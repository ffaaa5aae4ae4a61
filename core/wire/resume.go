package wire

import "math"

// Anew in the place of Resumed's frames says that too much was sent meanwhile to be
// kept: the guest joins as a newcomer, without a password.
const Anew = math.MaxUint64

// Resume asks for the place that a member had when its connection broke, in the
// place of a Try. Guest to host.
type Resume struct {
	_ struct{} `cbor:",toarray"`

	Frames uint64 // that came from the host
	Proof  [32]byte
}

// Type gives TypeResume.
func (*Resume) Type() Type { return TypeResume }

// Resumed answers a Resume that was proved; what the guest has not got follows. Host
// to guest.
type Resumed struct {
	_ struct{} `cbor:",toarray"`

	Frames uint64 // that came from the guest, or Anew
	Proof  [32]byte
}

// Type gives TypeResumed.
func (*Resumed) Type() Type { return TypeResumed }

var resumeRule = record{anyUint64, octets{32, 32}}
