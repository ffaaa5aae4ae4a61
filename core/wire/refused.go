package wire

// RefusedCode tells why the host does not go on with a guest.
type RefusedCode uint8

// The reasons to refuse.
const (
	RefusedBusy RefusedCode = iota + 1
	RefusedTooSlow
	RefusedNameTaken
	RefusedBadCertificate
	RefusedFull
	RefusedClosing
	RefusedMalformed
	RefusedAlreadyIn
	RefusedBlocked
	RefusedLocked     // the host lets nobody else in
	RefusedDeclined   // the host was asked and said no
	RefusedUnanswered // the host was asked and did not answer
	RefusedNoPlace    // there is no place to come back to
	RefusedClock      // the guest's clock is too far ahead of the host's
)

// Refused ends a connection that was not let in. Host to guest.
type Refused struct {
	_ struct{} `cbor:",toarray"`

	Code RefusedCode
}

// Type gives TypeRefused.
func (*Refused) Type() Type { return TypeRefused }

var refusedRule = record{number{uint64(RefusedBusy), uint64(RefusedClock)}}
