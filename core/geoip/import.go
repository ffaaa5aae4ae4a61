package geoip

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Import takes a .mmdb file, plain or packed by gzip, into the own folder, and
// gives what it is. Look-ups go on meanwhile and use it when Import returns; other
// processes do when they open anew. It blocks for the disk and for the check, at
// most until ctx ends. On any error, which wraps one of this package's or of the
// operating system, all stays as it was.
func (d *Database) Import(ctx context.Context, path string) (List, error) {
	about, err := d.change(func() (List, error) { return d.take(ctx, path) })
	if err != nil {
		return List{}, fmt.Errorf("import %s: %w", path, err)
	}
	return about, nil
}

// Remove throws the person's own lists away; look-ups go on with the built-in
// one. What could not be removed is still used. It waits for an import that is
// under way, in another process too.
func (d *Database) Remove() error {
	_, err := d.change(func() (List, error) { return List{}, d.removeOwn() })
	if err != nil {
		return fmt.Errorf("remove own address lists: %w", err)
	}
	return nil
}

var errNoOwn = errors.New("no folder for own address lists")

// change lets one at a time change the own folder.
func (d *Database) change(do func() (List, error)) (List, error) {
	d.changing.Lock()
	defer d.changing.Unlock()
	switch {
	case d.closed: // written under both locks
		return List{}, ErrClosed
	case d.options.Own == "":
		return List{}, errNoOwn
	}
	return do()
}

func (d *Database) take(ctx context.Context, path string) (List, error) {
	f, err := lockFolder(ctx, d.options.Own)
	if err != nil {
		return List{}, err
	}
	defer f.close()
	temp, err := f.copyIn(ctx, path)
	if err != nil {
		return List{}, err
	}
	role, err := check(ctx, temp)
	if err != nil {
		return List{}, errors.Join(err, os.Remove(temp))
	}
	file, err := f.adopt(temp, role)
	if err != nil {
		return List{}, errors.Join(err, os.Remove(temp))
	}
	return d.swapIn(f, file)
}

// swapIn undoes the import if the file cannot be opened where it is now.
func (d *Database) swapIn(f *folder, file string) (List, error) {
	if err := d.reopen(); err != nil {
		return List{}, err
	}
	for _, l := range d.own { // written by holders of d.changing alone
		if l.about.File == file {
			f.prune()
			return l.about, nil
		}
	}
	return List{}, errors.Join(ErrDamaged, os.Remove(file), d.reopen())
}

// copyIn gives a temporary file with the unpacked content of the file.
func (f *folder) copyIn(ctx context.Context, path string) (temp string, err error) {
	source, err := openRegular(path)
	if err != nil {
		return "", err
	}
	defer source.Close()
	content, err := unpacked(bufio.NewReader(source))
	if err != nil {
		return "", err
	}
	temp, _, err = f.fill(ctx, content, MaxFile)
	if errors.Is(err, gzip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return temp, err
}

// openRegular looks before it opens, since opening a pipe would block.
func openRegular(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, ErrNotList
	}
	return os.Open(path)
}

// unpacked tells a packed file by how it begins.
func unpacked(r *bufio.Reader) (io.Reader, error) {
	if start, _ := r.Peek(2); !bytes.Equal(start, []byte{0x1f, 0x8b}) {
		return r, refuseArchive(r)
	}
	plain, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	content := bufio.NewReader(plain)
	return content, refuseArchive(content)
}

// refuseArchive knows tar and zip, in which some lists are handed out.
func refuseArchive(r *bufio.Reader) error {
	start, _ := r.Peek(262)
	if bytes.HasPrefix(start, []byte("PK\x03\x04")) || bytes.HasSuffix(start, []byte("ustar")) {
		return ErrArchive
	}
	return nil
}

// adopt gives the file a name that is newer than all others.
func (f *folder) adopt(temp string, role Role) (file string, err error) {
	files, err := ownFiles(f.dir)
	if err != nil {
		return "", err
	}
	next := ownFile{role: role, number: 1}
	if len(files) > 0 {
		next.number += files[0].number
	}
	file = f.path(next.name())
	return file, os.Rename(temp, file)
}

// prune removes what is not asked any more. A file that another process has
// mapped stays on Windows, until the next time.
func (f *folder) prune() {
	files, _ := ownFiles(f.dir)
	_, stale := split(files)
	for _, s := range stale {
		os.Remove(f.path(s.name()))
	}
}

// removeOwn ends the maps first, since Windows removes no file that is mapped.
func (d *Database) removeOwn() error {
	f, err := lockFolder(context.Background(), d.options.Own)
	if err != nil {
		return err
	}
	defer f.close()
	files, err := ownFiles(f.dir)
	if err != nil {
		return err
	}
	err = d.forgetOwn()
	for _, file := range files {
		err = errors.Join(err, os.Remove(filepath.Join(f.dir, file.name())))
	}
	return errors.Join(err, d.reopen())
}

func (d *Database) forgetOwn() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	old := d.own
	d.own, d.broken = nil, nil
	return closeAll(old)
}
