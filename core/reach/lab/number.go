//go:build linux

package lab

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"golang.org/x/sys/unix"
)

const (
	numbers      = "/run/realtalk-lab"
	maxProcesses = 1000
)

var labs atomic.Int32 // made by this process

// newPrefix gives what the names of a new lab's namespaces begin with.
func newPrefix() (string, error) {
	process, err := processPrefix()
	return fmt.Sprintf("%s%d-", process, labs.Add(1)), err
}

// processPrefix takes the least number that no other process has, for as long
// as this process lives.
var processPrefix = sync.OnceValues(func() (string, error) {
	if err := os.MkdirAll(numbers, 0o700); err != nil {
		return "", err
	}
	for i := range maxProcesses {
		err := hold(filepath.Join(numbers, fmt.Sprint(i)))
		switch {
		case errors.Is(err, unix.EWOULDBLOCK):
			continue
		case err != nil:
			return "", err
		}
		prefix := fmt.Sprintf("rtl%d.", i)
		return prefix, removeNamespaces(prefix)
	}
	return "", errors.New("too many processes have labs")
})

// hold locks a file until the process ends. It is a bare descriptor, since a
// file that nobody refers to is closed.
func hold(file string) error {
	fd, err := unix.Open(file, unix.O_RDWR|unix.O_CREAT|unix.O_CLOEXEC, 0o600)
	if err != nil {
		return fmt.Errorf("open %s: %w", file, err)
	}
	if err := unix.Flock(fd, unix.LOCK_EX|unix.LOCK_NB); err != nil {
		_ = unix.Close(fd)
		return fmt.Errorf("lock %s: %w", file, err)
	}
	return nil
}
