package wire

// Epoch makes a new roster out of the one before. Host to all.
type Epoch struct {
	_ struct{} `cbor:",toarray"`

	Number     uint64
	Previous   ID          // hash of the epoch before
	Roster     ID          // hash of the roster that results
	Transcript ID          // digest of what was delivered in the epoch before
	Joined     []Entry     // at most MaxEntries
	Left       []Departure // at most MaxEntries
	Signature  []byte      // the host's over the epoch's hash, at most MaxSignature
}

// Type gives TypeEpoch.
func (*Epoch) Type() Type { return TypeEpoch }

var epochRule = record{
	anyUint64, idRule, idRule, idRule,
	list{MaxEntries, entryRule},
	list{MaxEntries, departureRule},
	signatureRule,
}
