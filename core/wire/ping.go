package wire

// Ping keeps a quiet connection alive. Both ways.
type Ping struct {
	_ struct{} `cbor:",toarray"`
}

// Type gives TypePing.
func (*Ping) Type() Type { return TypePing }

var pingRule = record{}
