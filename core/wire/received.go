package wire

// Received tells up to where a member has read and verified. Member to host.
type Received struct {
	_ struct{} `cbor:",toarray"`

	Position uint64
}

// Type gives TypeReceived.
func (*Received) Type() Type { return TypeReceived }

var receivedRule = record{anyUint64}
