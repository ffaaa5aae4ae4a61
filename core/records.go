package core

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"realtalk/core/admission"
	"realtalk/core/profile"
)

const (
	recordsFile = "door.json"
	recordsLock = "door" // who holds it may write the file: a host all the time
)

// ReadRecords gives the counts and blocks kept in a profile. A file that
// cannot be understood is an error: to go on would lift every block.
func ReadRecords(p *profile.Profile) ([]admission.Record, error) {
	b, err := p.Read(recordsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var records []admission.Record
	if err := json.Unmarshal(b, &records); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRecords, err)
	}
	return records, nil
}

// ErrRecords: the kept counts and blocks cannot be understood.
var ErrRecords = errors.New("damaged list of blocked addresses")

func writeRecords(p *profile.Profile, records []admission.Record) error {
	b, err := json.MarshalIndent(records, "", "\t")
	if err != nil {
		return err
	}
	return p.Write(recordsFile, b)
}
