package wire

// VerdictCode tells why a guest is not in yet.
type VerdictCode uint8

// The verdicts.
const (
	VerdictWrong        VerdictCode = iota + 1 // and may try again
	VerdictDisconnected                        // the last wrong try of this connection
	VerdictBlocked
)

// Verdict says that a password was wrong. Host to guest.
type Verdict struct {
	_ struct{} `cbor:",toarray"`

	Code VerdictCode
	Left uint8 // tries left for the guest's address
}

// Type gives TypeVerdict.
func (*Verdict) Type() Type { return TypeVerdict }

var verdictRule = record{
	number{uint64(VerdictWrong), uint64(VerdictBlocked)},
	anyUint8,
}
