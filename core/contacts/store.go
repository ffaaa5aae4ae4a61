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

	// What is set aside gets the first number that is free.
	asideForm   = "contacts-set-aside-%d.json"
	maxSetAside = 1000

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

// load is refresh for who has the lock: it sets aside what cannot be trusted.
func (b *Book) load() error {
	err := b.refresh()
	if errors.Is(err, ErrTampered) {
		b.raw = nil
		return errors.Join(err, setAside(b.profile.Dir()))
	}
	return err
}

// refresh reads the file if it is another than was read last. On an error the
// book stays as it was.
func (b *Book) refresh() error {
	data, err := b.profile.Read(fileName)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		b.raw = nil
		return nil
	case err != nil && fromSystem(err):
		return err
	case err != nil:
		return fmt.Errorf("%w: %w", ErrTampered, err)
	case b.raw != nil && bytes.Equal(b.raw, data):
		return nil
	}
	book, err := unseal(data, b.signer)
	if err != nil {
		return err
	}
	p, err := parse(book)
	if err != nil {
		return err
	}
	b.raw, b.book, b.people = data, book, p
	return nil
}

// fromSystem tells a disk that cannot be read just now from something in the
// file's place that this program did not write: too large, or no file at all.
func fromSystem(err error) bool {
	var system *fs.PathError
	return errors.As(err, &system) && !errors.Is(err, profile.ErrTooLarge)
}

// store writes the people, unless they are on disk as they are.
func (b *Book) store() error {
	book, err := b.people.format()
	if err != nil {
		return err
	}
	if bytes.Equal(book, b.book) && (b.raw != nil || len(b.people.byID) == 0) {
		return nil
	}
	if err := b.write(book, nil); err != nil {
		return errors.Join(err, b.undo())
	}
	return nil
}

func (b *Book) write(book []byte, next Signer) error {
	data, err := seal(book, b.signer, next)
	if err != nil {
		return err
	}
	if err := b.profile.Write(fileName, data); err != nil {
		return err
	}
	b.raw, b.book = data, book
	return nil
}

// undo takes the people back to those that were written last.
func (b *Book) undo() error {
	p, err := parse(b.book)
	if err == nil {
		b.people = p
	}
	return err
}

// setAside moves the file of a folder to a name that is free.
func setAside(dir string) error {
	for n := 1; n <= maxSetAside; n++ {
		aside := filepath.Join(dir, fmt.Sprintf(asideForm, n))
		if _, err := os.Lstat(aside); !errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := os.Rename(filepath.Join(dir, fileName), aside); err != nil {
			return fmt.Errorf("set contacts aside: %w", err)
		}
		return nil
	}
	return fmt.Errorf("set contacts aside: %w", fs.ErrExist)
}
