package app

import (
	"errors"
	"os"
	"path/filepath"
)

// WriteWhole writes a file of the user's choice, for this user alone. On an error
// the file that was there before stays as it was, for a disk that is full takes
// nothing in its place. Where the folder takes no second file, it is written over.
func WriteWhole(path string, data []byte) error {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // the link stays one
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return os.WriteFile(path, data, 0o600)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".rt-save-*")
	if errors.Is(err, os.ErrPermission) {
		return os.WriteFile(path, data, 0o600)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
