package wire

// Try begins a try of a password. Guest to host.
type Try struct {
	_ struct{} `cbor:",toarray"`

	Share [32]byte // of the password exchange
}

// Type gives TypeTry.
func (*Try) Type() Type { return TypeTry }

var tryRule = record{idRule}
