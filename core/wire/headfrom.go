package wire

// HeadFrom is a Head on its way out. Host to member.
type HeadFrom struct {
	_ struct{} `cbor:",toarray"`

	From      uint32 // roster index of the sender
	Epoch     uint64
	Body      []byte // as in the Head
	Signature []byte
}

// Type gives TypeHeadFrom.
func (*HeadFrom) Type() Type { return TypeHeadFrom }

var headFromRule = record{anyUint32, anyUint64, octets{0, MaxHead}, signatureRule}
