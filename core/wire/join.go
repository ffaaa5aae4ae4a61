package wire

// Join asks to be let in once the password was right. Guest to host; the first
// frame that MaxFrame holds for.
type Join struct {
	_ struct{} `cbor:",toarray"`

	Certificate []byte // OpenPGP, binary, at most MaxCertificate
	Name        string // at most MaxName
	Statement   []byte // signature, at most MaxStatement
	Dialled     []byte // see PutAddrPort; empty where both dialled each other
}

// Type gives TypeJoin.
func (*Join) Type() Type { return TypeJoin }

var joinRule = record{octets{0, MaxCertificate}, text{MaxName}, octets{0, MaxStatement}, octets{0, maxAddrPort}}
