package wire

// Greeting answers a Hello. Host to guest.
type Greeting struct {
	_ struct{} `cbor:",toarray"`

	Chat     ID
	Identity ID    // the host's
	Left     uint8 // tries left for the guest's address
}

// Type gives TypeGreeting.
func (*Greeting) Type() Type { return TypeGreeting }

var greetingRule = record{idRule, idRule, anyUint8}
