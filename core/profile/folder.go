package profile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// Folder makes the folder of that name, if it is not there, for another package
// to keep its own files in, and gives its absolute path. Nothing in it is read,
// written or swept away by Profile. The error wraps ErrName, ErrShared, or that
// of the operating system.
func (p *Profile) Folder(name string) (string, error) {
	if err := checkName(name); err != nil {
		return "", fmt.Errorf("folder: %w", err)
	}
	dir := p.path(name)
	if err := claim(dir); err != nil {
		return "", fmt.Errorf("folder %s: %w", name, err)
	}
	return dir, nil
}

// claim makes dir a folder that only its user gets into, or proves that it is
// safe enough.
func claim(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	ours, err := isOurs(dir)
	if err != nil {
		return err
	}
	return restrict(dir, ours)
}

// prove makes a file in dir and removes it.
func prove(dir string) error {
	probe, err := os.CreateTemp(dir, tempPrefix)
	if err != nil {
		return err
	}
	probe.Close()
	// Another process that opens the profile now may sweep it away first.
	if err := os.Remove(probe.Name()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// isOurs tells whether dir is empty or was a profile before.
func isOurs(dir string) (bool, error) {
	if _, err := os.Lstat(filepath.Join(dir, writeLock)); err == nil {
		return true, nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return false, err
	}
	defer f.Close()
	if _, err := f.Readdirnames(1); err != io.EOF {
		return false, err
	}
	return true, nil
}

func restrict(dir string, ours bool) error {
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	mode := info.Mode().Perm()
	switch {
	case runtime.GOOS == "windows" || mode&0o077 == 0:
		return nil
	case ours:
		return os.Chmod(dir, 0o700)
	case mode&0o022 != 0:
		return ErrShared
	}
	return nil
}
