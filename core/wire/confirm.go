package wire

// Confirm shows that the guest used the password that it tried. Guest to host.
type Confirm struct {
	_ struct{} `cbor:",toarray"`

	Tag [64]byte
}

// Type gives TypeConfirm.
func (*Confirm) Type() Type { return TypeConfirm }

var confirmRule = record{tagRule}
