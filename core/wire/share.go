package wire

// Share answers a Try: from here on the try counts. Host to guest.
type Share struct {
	_ struct{} `cbor:",toarray"`

	Share   [32]byte // of the password exchange
	Attempt uint8    // which try of this address it is, from 1
}

// Type gives TypeShare.
func (*Share) Type() Type { return TypeShare }

var shareRule = record{idRule, anyUint8}
