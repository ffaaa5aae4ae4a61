package wire

// The reasons of a Departure.
const (
	DepartureLeft uint8 = iota + 1
	DepartureLost
	DepartureKicked
)

// Departure is one member that an Epoch takes off the roster.
type Departure struct {
	_ struct{} `cbor:",toarray"`

	Identity  ID
	Reason    uint8
	Signature []byte // the leaver's own where it left by choice, at most MaxSignature
}

var departureRule = record{
	idRule, number{uint64(DepartureLeft), uint64(DepartureKicked)}, signatureRule,
}
