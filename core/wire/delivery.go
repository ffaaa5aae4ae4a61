package wire

// Delivery is a Post on its way out. Host to member.
type Delivery struct {
	_ struct{} `cbor:",toarray"`

	Position uint64 // in the order that the host gave to all
	From     uint32 // roster index of the sender
	Epoch    uint64
	Key      uint64
	Seq      uint64
	Data     []byte // as in the Post
}

// Type gives TypeDelivery.
func (*Delivery) Type() Type { return TypeDelivery }

var deliveryRule = record{anyUint64, anyUint32, anyUint64, anyUint64, anyUint64, octets{0, MaxData}}

func (d *Delivery) room() int { return 48 + len(d.Data) }
