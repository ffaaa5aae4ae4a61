package profile

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// ErrName tells that a file cannot be called that.
var ErrName = errors.New("not a file name for a profile")

var (
	nameForm = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{0,63}$`)

	// Windows takes these for devices, with any ending.
	deviceName = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)
)

func checkName(name string) error {
	taken := name == writeLock || name == hostingLock || name == hostingFile
	if taken || !nameForm.MatchString(name) || deviceName.MatchString(name) || strings.HasSuffix(name, ".") {
		return fmt.Errorf("%.80q: %w", name, ErrName)
	}
	return nil
}
