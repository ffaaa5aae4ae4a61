package wire

// The reasons of an End.
const (
	EndHostEnded uint8 = iota + 1
	EndKicked
	EndBlocked
	EndTooSlow
	EndProtocolError
	EndReplaced // the same identity came in again and has the place now
)

// End is the last frame that a member gets. Host to member.
type End struct {
	_ struct{} `cbor:",toarray"`

	Reason uint8
}

// Type gives TypeEnd.
func (*End) Type() Type { return TypeEnd }

var endRule = record{number{uint64(EndHostEnded), uint64(EndReplaced)}}
