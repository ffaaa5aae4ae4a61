package control

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

const (
	pathFile = "control"
	newFile  = "control.new"
)

// errNoPath: what should tell where the socket is does not. A power failure
// can leave such a file, since publish does not wait for the disk.
var errNoPath = errors.New("no path of a socket")

// find gives the place that was published. The error wraps fs.ErrNotExist if
// there is none, and errNoPath if the file is not one of ours.
func find(dir string) (place, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return place{}, err
	}
	defer root.Close()
	path, err := readPath(root)
	if err != nil {
		return place{}, err
	}
	if len(path) > maxPath || !filepath.IsAbs(path) {
		return place{}, errNoPath
	}
	return place{dir, path}, nil
}

// readPath looks before it opens, since opening a pipe would block. What it
// gives is at most one byte too long.
func readPath(root *os.Root) (string, error) {
	info, err := root.Lstat(pathFile)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", errNoPath
	}
	file, err := root.Open(pathFile)
	if err != nil {
		return "", err
	}
	defer file.Close()
	path, err := io.ReadAll(io.LimitReader(file, maxPath+1))
	return string(path), err
}

// publish writes where the socket is. The methods of os.Root replace and remove
// a file on Windows too while somebody reads it.
func (at place) publish() error {
	root, err := os.OpenRoot(at.dir)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := gone(root.Remove(newFile)); err != nil {
		return err
	}
	file, err := root.OpenFile(newFile, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = file.WriteString(at.socket)
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	if err := root.Rename(newFile, pathFile); err != nil {
		return errors.Join(err, root.Remove(newFile))
	}
	return nil
}

func (at place) unpublish() error {
	root, err := os.OpenRoot(at.dir)
	if err != nil {
		return gone(err)
	}
	defer root.Close()
	return gone(root.Remove(pathFile))
}
