package wire

// Unread tells that what came at a position could not be verified, while all
// before it that was not told of so was. Member to host.
type Unread struct {
	_ struct{} `cbor:",toarray"`

	Position uint64
}

// Type gives TypeUnread.
func (*Unread) Type() Type { return TypeUnread }

var unreadRule = record{anyUint64}
