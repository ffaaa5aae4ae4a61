package wire

// Ways tells where the chat can be found from now on, best first, so that who loses
// its connection finds it again. Host to members. It is the host's word alone.
type Ways struct {
	_ struct{} `cbor:",toarray"`

	Ways [][]byte // see PutAddrPort, at most MaxWays
}

// Type gives TypeWays.
func (*Ways) Type() Type { return TypeWays }

var waysRule = record{list{MaxWays, octets{0, maxAddrPort}}}
