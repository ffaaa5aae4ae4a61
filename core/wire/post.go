package wire

// Post is a message on its way in. Member to host.
type Post struct {
	_ struct{} `cbor:",toarray"`

	Epoch uint64
	Key   uint64 // number of the sender's session key
	Seq   uint64 // the sender's message number, from 1
	Data  []byte // OpenPGP, at most MaxData
}

// Type gives TypePost.
func (*Post) Type() Type { return TypePost }

var postRule = record{anyUint64, anyUint64, anyUint64, octets{0, MaxData}}

func (p *Post) room() int { return 48 + len(p.Data) }
