package wire

// Rules that several frames share.
var (
	tagRule       = octets{min: 64, max: 64}
	packetRule    = octets{max: MaxPacket}
	signatureRule = octets{max: MaxSignature}
	seenRule      = list{MaxMembers, anyUint64}
)
