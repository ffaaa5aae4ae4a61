package geoip

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	"github.com/oschwald/maxminddb-golang/v2"
)

// Limits of a file to import.
const (
	MaxFile    = 512 << 20       // bytes, unpacked
	MaxNodes   = 32 << 20        // of the search tree
	CheckTime  = 2 * time.Minute // for the whole check
	SampleSize = 1 << 16         // records in which places and networks are looked for

	metadataSize = 128 << 10 // bytes at the end
)

// check opens the file, reads the whole of it and says what it is good for. It
// returns when ctx ends or CheckTime is over, even if the format's own check
// goes on.
func check(ctx context.Context, file string) (Role, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, CheckTime, ErrSlow)
	defer cancel()
	type outcome struct {
		role Role
		err  error
	}
	done := make(chan outcome, 1)
	go func() {
		role, err := inspect(file)
		done <- outcome{role, err}
	}()
	select {
	case o := <-done:
		return o.role, o.err
	case <-ctx.Done():
		return "", context.Cause(ctx)
	}
}

// inspect takes a panic of the reader on a hostile file for damage.
func inspect(file string) (role Role, err error) {
	debug.SetPanicOnFault(true) // a read error of the disk, too; this goroutine ends here
	defer func() {
		if p := recover(); p != nil {
			role, err = "", fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	if err := findMetadata(file); err != nil {
		return "", err
	}
	l, err := openList(file)
	if err != nil {
		return "", err
	}
	defer l.close()
	if l.reader.Metadata.NodeCount > MaxNodes {
		return "", ErrTooLarge
	}
	if err := l.reader.Verify(); err != nil {
		return "", fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return roleOf(l.reader)
}

// findMetadata looks where the format has them: in the last 128 KiB.
func findMetadata(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	end, err := io.ReadAll(io.NewSectionReader(f, max(0, info.Size()-metadataSize), metadataSize))
	if err == nil && !bytes.Contains(end, []byte("\xab\xcd\xefMaxMind.com")) {
		return ErrNotList
	}
	return err
}

// roleOf looks at the first records until it has seen a place and a network.
func roleOf(r *maxminddb.Reader) (Role, error) {
	var place, owner bool
	var seen int
	for result := range r.Networks(maxminddb.SkipEmptyValues()) {
		var sample record
		if err := result.Decode(&sample); err != nil {
			return "", fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		place = place || sample.hasPlace()
		owner = owner || sample.hasOwner()
		if seen++; place && owner || seen == SampleSize {
			break
		}
	}
	switch {
	case place && owner:
		return RoleBoth, nil
	case place:
		return RolePlace, nil
	case owner:
		return RoleOwner, nil
	}
	return "", ErrNoFields
}
