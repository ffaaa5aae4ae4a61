package platform

import (
	"errors"
	"fmt"
	"path/filepath"
)

// errRelative: a path that depends on where the program was started would be
// another profile each time.
var errRelative = errors.New("not an absolute path")

// ProfileDir is the absolute path of the folder in which this user's profile is
// kept. An error means that the environment names no home.
func ProfileDir() (string, error) {
	dir, err := profileDir()
	if err == nil && !filepath.IsAbs(dir) {
		err = fmt.Errorf("%s: %w", dir, errRelative)
	}
	if err != nil {
		return "", fmt.Errorf("find the profile folder: %w", err)
	}
	return dir, nil
}
