package wire

// Wait tells a guest whose password was right that the host is asked before it
// comes in; Members and an Epoch, or Refused, follow. Host to guest.
type Wait struct {
	_ struct{} `cbor:",toarray"`
}

// Type gives TypeWait.
func (*Wait) Type() Type { return TypeWait }

var waitRule = record{}
