package wire

// KeyFor is one packet of a SenderKey. Host to the member it is for.
type KeyFor struct {
	_ struct{} `cbor:",toarray"`

	From   uint32 // roster index of the sender
	Epoch  uint64
	Key    uint64
	Packet []byte // at most MaxPacket
}

// Type gives TypeKeyFor.
func (*KeyFor) Type() Type { return TypeKeyFor }

var keyForRule = record{anyUint32, anyUint64, anyUint64, packetRule}
