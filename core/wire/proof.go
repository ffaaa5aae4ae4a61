package wire

// Proof shows that the password was right and that the host knows it too. Host
// to guest.
type Proof struct {
	_ struct{} `cbor:",toarray"`

	Tag [64]byte
}

// Type gives TypeProof.
func (*Proof) Type() Type { return TypeProof }

var proofRule = record{tagRule}
