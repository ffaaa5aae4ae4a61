package profile

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/gofrs/flock"
)

// MaxFile is the most bytes that one file may hold.
const MaxFile = 16 << 20

// ErrTooLarge tells that a file holds, or would hold, more than MaxFile bytes.
var ErrTooLarge = errors.New("file over 16 MiB")

// errNotRegular: a folder, pipe or device stands where a file should.
var errNotRegular = errors.New("not a regular file")

// Read gives the whole of the file. The error wraps fs.ErrNotExist if it was
// never written, ErrGone, ErrTooLarge, ErrName, or that of the operating system.
func (p *Profile) Read(name string) ([]byte, error) {
	if err := checkName(name); err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	data, err := readBounded(p.path(name), MaxFile)
	if errors.Is(err, fs.ErrNotExist) {
		err = cmp.Or(p.here(), err)
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return data, nil
}

// readBounded looks before it opens, since opening a pipe would block.
func readBounded(path string, limit int64) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info.Size() > limit {
		return nil, ErrTooLarge
	}
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, ErrTooLarge
	}
	return data, nil
}

// Write replaces the file. When it returns nil the new bytes are on the disk;
// on an error the old ones stay, save that a rename which was done but could
// not be synced may show the new ones. It blocks for the disk. Of two writes at
// the same time the one that ends last stays.
func (p *Profile) Write(name string, data []byte) error {
	if err := checkName(name); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	if err := p.replace(name, data); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

func (p *Profile) replace(name string, data []byte) error {
	if len(data) > MaxFile {
		return ErrTooLarge
	}
	if err := p.here(); err != nil {
		return err
	}
	lock := flock.New(p.path(writeLock))
	if err := lock.RLock(); err != nil {
		return err
	}
	defer lock.Close()
	temp, err := p.writeTemp(data)
	if err != nil {
		return err
	}
	if err := rename(temp, p.path(name)); err != nil {
		return errors.Join(err, os.Remove(temp))
	}
	return syncFolder(p.dir)
}

// writeTemp gives the path of a synced temporary file, which has mode 0600.
func (p *Profile) writeTemp(data []byte) (string, error) {
	f, err := os.CreateTemp(p.dir, tempPrefix)
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}
