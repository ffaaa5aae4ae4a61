//go:build !windows

package profile

import (
	"errors"
	"os"
)

func rename(from, to string) error { return os.Rename(from, to) }

// syncFolder makes a rename in dir last over a power failure.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
