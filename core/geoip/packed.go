package geoip

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// packedList is the built-in list as it lies in the program.
type packedList struct {
	packed []byte // gzip
	size   int64  // unpacked, in bytes
	hash   string // SHA-256 of the unpacked file, in hex
	about  List
}

func embedded() packedList {
	return packedList{packed: packed, size: unpackedSize, hash: unpackedHash, about: builtIn()}
}

var errNoCache = errors.New("no folder to unpack it to")

// open maps the unpacked file, which it makes or repairs first if need be.
func (p packedList) open(ctx context.Context, dir string) (*list, error) {
	if dir == "" {
		return nil, errNoCache
	}
	file := filepath.Join(dir, p.hash+listSuffix)
	if !p.whole(file) {
		if err := p.unpack(ctx, dir, file); err != nil {
			return nil, fmt.Errorf("unpack: %w", err)
		}
	}
	l, err := openList(file)
	if err != nil {
		return nil, err
	}
	l.about = p.about
	l.about.File = file
	return l, nil
}

func (p packedList) whole(file string) bool {
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || info.Size() != p.size {
		return false
	}
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return err == nil && hex.EncodeToString(sum.Sum(nil)) == p.hash
}

// unpack looks again once it has the folder: another process may have done it.
func (p packedList) unpack(ctx context.Context, dir, file string) error {
	f, err := lockFolder(ctx, dir)
	if err != nil {
		return err
	}
	defer f.close()
	if p.whole(file) {
		return nil
	}
	plain, err := gzip.NewReader(bytes.NewReader(p.packed))
	if err != nil {
		return err
	}
	temp, hash, err := f.fill(ctx, plain, p.size)
	if err != nil {
		return err
	}
	if hash != p.hash {
		return errors.Join(ErrDamaged, os.Remove(temp))
	}
	if err := os.Rename(temp, file); err != nil {
		return errors.Join(err, os.Remove(temp))
	}
	f.forgetOthers(file)
	return nil
}

// forgetOthers removes the lists of older versions. One that is in use stays
// readable, or stays altogether on Windows.
func (f *folder) forgetOthers(keep string) {
	files, _ := filepath.Glob(f.path("*" + listSuffix))
	for _, file := range files {
		if file != keep {
			os.Remove(file)
		}
	}
}
