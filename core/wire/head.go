package wire

// Head tells how far a member has come and what it has seen. Member to host.
type Head struct {
	_ struct{} `cbor:",toarray"`

	Epoch     uint64
	Body      []byte // encoded HeadBody, at most MaxHead
	Signature []byte // over Body, at most MaxSignature
}

// Type gives TypeHead.
func (*Head) Type() Type { return TypeHead }

var headRule = record{anyUint64, octets{0, MaxHead}, signatureRule}
