package wire

import (
	"bytes"
	"fmt"
)

// maxRoster is a roster of MaxEntries of the longest lines, in bytes.
const maxRoster = 3 + MaxEntries*(1+34+34+3+MaxName+9)

// RosterLine is one member in the list whose hash an epoch carries.
type RosterLine struct {
	_ struct{} `cbor:",toarray"`

	Identity    ID
	Certificate ID     // SHA-256 of the certificate's bytes
	Name        string // at most MaxName
	Since       int64  // Unix seconds by the host's clock
}

var rosterRule rule = list{MaxEntries, record{idRule, idRule, text{MaxName}, signed{}}}

// roster is sorted by Identity, which also keeps anybody from being on it twice.
type roster []RosterLine

func (r roster) consistent() error {
	for i := 1; i < len(r); i++ {
		if bytes.Compare(r[i-1].Identity[:], r[i].Identity[:]) >= 0 {
			return fmt.Errorf("%w: roster out of order", ErrMalformed)
		}
	}
	return nil
}

// EncodeRoster gives the one encoding of a roster. The error is ErrTooLong for
// more than MaxEntries lines or a name over its limit, ErrMalformed when the
// lines are not sorted by Identity or have one twice.
func EncodeRoster(lines []RosterLine) ([]byte, error) {
	out, err := encode(nil, roster(lines), rosterRule, maxRoster)
	if err != nil {
		return nil, fmt.Errorf("encode roster: %w", err)
	}
	return out, nil
}

// ParseRoster reads what EncodeRoster wrote and refuses every other encoding
// with ErrTooLong or ErrMalformed.
func ParseRoster(data []byte) ([]RosterLine, error) {
	var r roster
	if err := decode(data, &r, rosterRule, maxRoster); err != nil {
		return nil, fmt.Errorf("parse roster: %w", err)
	}
	return r, nil
}
