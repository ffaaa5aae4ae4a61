package contacts

import (
	"bytes"
	stdcontext "context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"realtalk/core/profile"
)

const (
	fileName = "contacts.json"
	lockName = "contacts"

	// context keeps the signature apart from all others of the key.
	context = "realtalk/1 contacts"

	// maxSignatures: the identity's, and during its change the next one's.
	maxSignatures = 2

	// lockWait bounds the wait for other processes, which hold the lock for one
	// change.
	lockWait = 10 * time.Second
)

// lock takes the lock of the file, not that of the book.
func (b *Book) lock() (release func(), err error) {
	ctx, cancel := stdcontext.WithTimeout(stdcontext.Background(), lockWait)
	defer cancel()
	return b.profile.Lock(ctx, lockName)
}

// load reads the file if it is another than was read last.
func (b *Book) load() error {
	err := b.look()
	if errors.Is(err, ErrTampered) {
		return errors.Join(err, b.setAside())
	}
	return err
}

// look is load for who has no lock: it leaves a bad file where it is.
func (b *Book) look() error {
	data, err := b.profile.Read(fileName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		b.raw = nil
		return nil
	case err != nil && !irregular(err):
		return err
	case err != nil:
		return fmt.Errorf("%w: %w", ErrTampered, err)
	case b.raw != nil && bytes.Equal(b.raw, data):
		return nil
	}
	book, err := open(data, b.signer)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrTampered, err)
	}
	p, err := parse(book)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrTampered, err)
	}
	b.raw, b.people = data, p
	return nil
}

// irregular tells whether what was met is no file that this program wrote, and
// not a disk that cannot be read just now.
func irregular(err error) bool {
	var path *fs.PathError
	return errors.Is(err, profile.ErrTooLarge) || !errors.As(err, &path)
}

// setAside moves the file to the first free name.
func (b *Book) setAside() error {
	b.raw = nil
	for n := 1; n <= maxSetAside; n++ {
		aside := filepath.Join(b.profile.Dir(), fmt.Sprintf(asideForm, n))
		if _, err := os.Lstat(aside); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := os.Rename(filepath.Join(b.profile.Dir(), fileName), aside); err != nil {
			return fmt.Errorf("set contacts aside: %w", err)
		}
		return nil
	}
	return fmt.Errorf("set contacts aside: %w", fs.ErrExist)
}

const (
	asideForm   = "contacts-set-aside-%d.json"
	maxSetAside = 1000
)

// undo takes the people back to what is on disk.
func (b *Book) undo() error {
	b.people = newPeople()
	if b.raw == nil {
		return nil
	}
	book, err := open(b.raw, b.signer)
	if err != nil {
		return err
	}
	b.people, err = parse(book)
	return err
}
