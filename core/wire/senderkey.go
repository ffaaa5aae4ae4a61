package wire

import "fmt"

// SenderKey gives one session key to many members. Member to host.
type SenderKey struct {
	_ struct{} `cbor:",toarray"`

	Epoch   uint64
	Key     uint64   // number of the key, the sender's own
	To      []uint32 // roster indices, at most MaxRecipients
	Packets [][]byte // one for each of To, each at most MaxPacket
}

// Type gives TypeSenderKey.
func (*SenderKey) Type() Type { return TypeSenderKey }

var senderKeyRule = record{anyUint64, anyUint64, list{MaxRecipients, anyUint32}, list{MaxRecipients, packetRule}}

func (k *SenderKey) consistent() error {
	if len(k.To) != len(k.Packets) {
		return fmt.Errorf("%w: %d packets for %d members", ErrMalformed, len(k.Packets), len(k.To))
	}
	return nil
}
