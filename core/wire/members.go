package wire

// Members tells a newcomer who is in already, in as many frames as it takes,
// before the Epoch that lets it in. Host to newcomer.
type Members struct {
	_ struct{} `cbor:",toarray"`

	Entries []Entry // at most MaxEntries
}

// Type gives TypeMembers.
func (*Members) Type() Type { return TypeMembers }

var membersRule = record{list{MaxEntries, entryRule}}
