package wire

// Got tells how many frames have come since the guest's Join. Both ways. It is not
// counted itself.
type Got struct {
	_ struct{} `cbor:",toarray"`

	Frames uint64
}

// Type gives TypeGot.
func (*Got) Type() Type { return TypeGot }

var gotRule = record{anyUint64}
