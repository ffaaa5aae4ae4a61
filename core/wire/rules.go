package wire

// Rules that several frames share.
var (
	tagRule       = octets{64, 64}
	packetRule    = octets{0, MaxPacket}
	signatureRule = octets{0, MaxSignature}
	seenRule      = list{MaxEntries, anyUint64}
	headsRule     = list{MaxEntries, anyUint32}
)
