//go:build !windows

package platform

import (
	"errors"
	"os"
	"path/filepath"
)

// replaceFile writes a file whole, or leaves the one that is there.
func replaceFile(path, text string) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+programEntry+"-*")
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
