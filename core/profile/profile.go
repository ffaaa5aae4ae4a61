package profile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

const (
	tempPrefix  = ".rt-tmp-"
	writeLock   = "write.lock"
	hostingLock = "hosting.lock"
	hostingFile = "hosting"
)

// ErrShared tells that others may write in the folder and that it holds things
// which are not a profile's.
var ErrShared = errors.New("others may write in this folder")

// ErrGone tells that the folder was moved, removed or unmounted since Open. What is
// there in its place is not touched: a new identity or an empty list of people in an
// empty mount point would hide the true ones. It works again when the folder is back.
var ErrGone = errors.New("profile folder is gone")

// Profile is one user's folder. All methods may be called from any goroutine,
// and several processes may have the same folder open.
type Profile struct{ dir string }

// Open makes dir, with its parents, if it is not there, proves that it can be
// written and sweeps away what cut-off writes left. The error wraps that of the
// operating system, or ErrShared.
func Open(dir string) (*Profile, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open profile %s: %w", dir, err)
	}
	if err := claim(dir); err != nil {
		return nil, fmt.Errorf("open profile %s: %w", dir, err)
	}
	if err := prove(dir); err != nil {
		return nil, fmt.Errorf("open profile %s: %w", dir, err)
	}
	p := &Profile{dir: dir}
	if err := p.sweep(); err != nil {
		return nil, fmt.Errorf("sweep profile %s: %w", dir, err)
	}
	return p, nil
}

// Dir is the folder as an absolute path.
func (p *Profile) Dir() string { return p.dir }

// here gives ErrGone unless the folder is there still, which the lock that Open
// makes tells, whatever device it is on.
func (p *Profile) here() error {
	if _, err := os.Lstat(p.path(writeLock)); errors.Is(err, fs.ErrNotExist) {
		return ErrGone
	}
	return nil
}

func (p *Profile) path(name string) string { return filepath.Join(p.dir, name) }

// sweep removes temporary files unless somebody is writing right now; then
// they are left to a later Open.
func (p *Profile) sweep() error {
	lock := flock.New(p.path(writeLock))
	alone, err := lock.TryLock()
	if err != nil {
		return err
	}
	if !alone {
		return nil
	}
	defer lock.Close()
	entries, err := os.ReadDir(p.dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), tempPrefix) || !entry.Type().IsRegular() {
			continue
		}
		if err := os.Remove(p.path(entry.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
