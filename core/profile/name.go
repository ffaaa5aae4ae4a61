package profile

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// ErrName tells that a file, folder or lock cannot be called that.
var ErrName = errors.New("not a file name for a profile")

var (
	nameForm = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{0,63}$`)

	// Windows takes these for devices, with any ending.
	deviceName = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)
)

// taken are the names of files that are not written with Write. Those of locks
// are taken by their ending.
var taken = []string{hostingFile, "control", "control.new", "control.sock"}

func checkName(name string) error {
	ours := slices.Contains(taken, name) || strings.HasSuffix(name, lockSuffix)
	if ours || !nameForm.MatchString(name) || deviceName.MatchString(name) || strings.HasSuffix(name, ".") {
		return fmt.Errorf("%.80q: %w", name, ErrName)
	}
	return nil
}

// checkLockName keeps the locks of this package apart from those of others.
func checkLockName(name string) error {
	if file := name + lockSuffix; file == writeLock || file == hostingLock {
		return fmt.Errorf("%q: %w", name, ErrName)
	}
	return checkName(name)
}
