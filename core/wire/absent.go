package wire

// Absent tells that a member's connection broke, or that it is back. Host to
// members. It is the host's word alone.
type Absent struct {
	_ struct{} `cbor:",toarray"`

	Member uint32
	Epoch  uint64
	Away   uint8 // 1, or 0: back
}

// Type gives TypeAbsent.
func (*Absent) Type() Type { return TypeAbsent }

var absentRule = record{anyUint32, anyUint64, number{0, 1}}
