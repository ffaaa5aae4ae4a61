package profile

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// rename waits up to a second for a reader, an indexer or a virus scanner to
// let go of the old file: Windows replaces no file that somebody has open.
func rename(from, to string) error {
	source, err := windows.UTF16PtrFromString(from)
	if err != nil {
		return err
	}
	target, err := windows.UTF16PtrFromString(to)
	if err != nil {
		return err
	}
	const flags = windows.MOVEFILE_REPLACE_EXISTING | windows.MOVEFILE_WRITE_THROUGH
	for wait := time.Millisecond; ; wait *= 2 {
		err = windows.MoveFileEx(source, target, flags)
		if err == nil {
			return nil
		}
		if wait > 512*time.Millisecond || !held(err) {
			return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
		}
		time.Sleep(wait)
	}
}

func held(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_ACCESS_DENIED)
}

// syncFolder has nothing to do: rename writes through.
func syncFolder(string) error { return nil }
