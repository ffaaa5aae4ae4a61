package wire

// Hello is what a guest says first. Guest to host.
type Hello struct {
	_ struct{} `cbor:",toarray"`

	Identity ID // the guest's
}

// Type gives TypeHello.
func (*Hello) Type() Type { return TypeHello }

var helloRule = record{idRule}
