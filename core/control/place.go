package control

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

const (
	socketName    = "control.sock"
	privatePrefix = "rt-control-"

	// maxPath is the length in bytes that every system takes for a socket.
	maxPath = 100
)

// place is where the socket of a profile is.
type place struct {
	dir    string // the profile's folder
	socket string // the path of the socket, absolute
}

// choose finds a place for a new socket, and makes its folder if need be.
func choose(dir string) (place, error) {
	at := place{dir, filepath.Join(dir, socketName)}
	if len(at.socket) <= maxPath {
		return at, nil
	}
	temp, err := filepath.Abs(os.TempDir())
	if err != nil {
		return place{}, err
	}
	private, err := os.MkdirTemp(temp, privatePrefix)
	if err != nil {
		return place{}, err
	}
	at.socket = filepath.Join(private, socketName)
	if len(at.socket) > maxPath {
		return place{}, errors.Join(fmt.Errorf("socket %s: path over %d bytes", at.socket, maxPath), at.leave())
	}
	return at, nil
}

func (at place) listen() (*net.UnixListener, error) {
	listener, err := net.ListenUnix("unix", &net.UnixAddr{Name: at.socket, Net: "unix"})
	if err != nil {
		return nil, err
	}
	if runtime.GOOS == "windows" {
		return listener, nil // modes mean nothing there
	}
	if err := os.Chmod(at.socket, 0o600); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	return listener, nil
}

// private tells whether the folder of the socket was made for it alone.
func (at place) private() bool {
	folder := filepath.Dir(at.socket)
	return folder != at.dir && strings.HasPrefix(filepath.Base(folder), privatePrefix)
}

// leave removes the socket, and the folder that was made for it.
func (at place) leave() error {
	info, err := os.Lstat(at.socket)
	if err == nil && info.Mode()&fs.ModeSocket != 0 {
		err = os.Remove(at.socket)
	}
	if at.private() {
		err = errors.Join(gone(err), gone(os.Remove(filepath.Dir(at.socket))))
	}
	return gone(err)
}

// sweep removes what a host that was killed left of a server in dir, whether it
// came to publish the place or not.
func sweep(dir string) error {
	old, err := find(dir)
	if err == nil && old.private() {
		_ = old.leave() // it is in nobody's way
	}
	return place{dir, filepath.Join(dir, socketName)}.leave()
}

// gone forgives that a file is not there.
func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
