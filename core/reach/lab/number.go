//go:build linux

package lab

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"

	"golang.org/x/sys/unix"
)

const numbers = "/run/realtalk-lab" // lock files

var labs atomic.Int32 // made by this process

// newPrefix gives what the names of a new lab's namespaces begin with.
func newPrefix() (string, error) {
	process, err := processPrefix()
	return fmt.Sprintf("%s%d-", process, labs.Add(1)), err
}

// processPrefix takes the least number that no other process has, for as long
// as this process lives, and deletes what processes left that died.
var processPrefix = sync.OnceValues(func() (string, error) {
	if err := os.MkdirAll(numbers, 0o700); err != nil {
		return "", err
	}
	var own string
	for i := 0; own == "" || exists(lockFile(i)); i++ {
		lock, err := hold(lockFile(i))
		switch {
		case errors.Is(err, unix.EWOULDBLOCK):
			continue
		case err != nil:
			return "", err
		}
		prefix := fmt.Sprintf("rtl%d.", i)
		if err := removeNamespaces(prefix); err != nil {
			return "", err
		}
		if own == "" {
			own = prefix
			continue
		}
		_ = unix.Close(lock)
	}
	return own, nil
})

func lockFile(number int) string { return filepath.Join(numbers, strconv.Itoa(number)) }

// hold locks a file until the descriptor is closed, or the process ends. An
// os.File would be closed when nobody refers to it.
func hold(file string) (fd int, err error) {
	fd, err = unix.Open(file, unix.O_RDWR|unix.O_CREAT|unix.O_CLOEXEC, 0o600)
	if err != nil {
		return -1, fmt.Errorf("open %s: %w", file, err)
	}
	if err := unix.Flock(fd, unix.LOCK_EX|unix.LOCK_NB); err != nil {
		_ = unix.Close(fd)
		return -1, fmt.Errorf("lock %s: %w", file, err)
	}
	return fd, nil
}
