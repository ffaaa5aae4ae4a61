package wire

// Leave says goodbye. Member to host.
type Leave struct {
	_ struct{} `cbor:",toarray"`

	Signature []byte // over the leave statement, at most MaxSignature
}

// Type gives TypeLeave.
func (*Leave) Type() Type { return TypeLeave }

var leaveRule = record{signatureRule}
