package wire

// Entry is one member of a roster with what is needed to verify it.
type Entry struct {
	_ struct{} `cbor:",toarray"`

	Certificate []byte // OpenPGP, binary, at most MaxCertificate
	Name        string // at most MaxName
	Since       int64  // Unix seconds by the host's clock
	Binding     ID     // SHA-256 of the TLS exporter of the member's connection
	Statement   []byte // the member's signature, at most MaxStatement
}

var entryRule = record{
	octets{0, MaxCertificate}, text{MaxName}, signed{}, idRule, octets{0, MaxStatement},
}
