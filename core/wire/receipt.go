package wire

// Receipt tells a sender how far a message got. Host to sender.
type Receipt struct {
	_ struct{} `cbor:",toarray"`

	Seq uint64 // the message
	To  uint32 // members that have read and verified it
	Of  uint32 // members that it was meant for
}

// Type gives TypeReceipt.
func (*Receipt) Type() Type { return TypeReceipt }

var receiptRule = record{anyUint64, anyUint32, anyUint32}
