package geoip

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

const (
	tempPrefix = ".geo-"
	lockName   = "lists.lock"
	lockPause  = 20 * time.Millisecond // between two attempts to get the lock
)

// folder is a folder that this process alone may change, until close.
type folder struct {
	dir  string
	lock *flock.Flock
}

// lockFolder makes the folder if need be and waits until ctx ends for others that
// change it. It sweeps away what was cut off: nobody else can be writing.
func lockFolder(ctx context.Context, dir string) (*folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	f := &folder{dir: dir, lock: flock.New(filepath.Join(dir, lockName))}
	if _, err := f.lock.TryLockContext(ctx, lockPause); err != nil {
		return nil, err
	}
	f.sweep()
	return f, nil
}

// close forgives an error: the lock ends with the process at the latest.
func (f *folder) close() { f.lock.Close() }

func (f *folder) path(name string) string { return filepath.Join(f.dir, name) }

// sweep leaves what it cannot remove to the next one.
func (f *folder) sweep() {
	left, _ := filepath.Glob(f.path(tempPrefix + "*"))
	for _, file := range left {
		os.Remove(file)
	}
}

// fill writes a temporary file, mode 0600, with at most limit bytes and the hash
// of them. It is on the disk when fill returns.
func (f *folder) fill(ctx context.Context, from io.Reader, limit int64) (temp, hash string, err error) {
	file, err := os.CreateTemp(f.dir, tempPrefix)
	if err != nil {
		return "", "", err
	}
	sum := sha256.New()
	err = copyAtMost(io.MultiWriter(file, sum), untilDone{ctx, from}, limit)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return "", "", errors.Join(err, os.Remove(file.Name()))
	}
	return file.Name(), hex.EncodeToString(sum.Sum(nil)), nil
}

func copyAtMost(to io.Writer, from io.Reader, limit int64) error {
	n, err := io.Copy(to, io.LimitReader(from, limit+1))
	if err == nil && n > limit {
		return ErrTooLarge
	}
	return err
}

// untilDone reads until the context ends.
type untilDone struct {
	ctx  context.Context
	from io.Reader
}

func (u untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.from.Read(p)
}
