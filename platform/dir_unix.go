//go:build !windows && !darwin

package platform

import (
	"os"
	"path/filepath"
)

// profileDir leaves a relative XDG_DATA_HOME out of account, as the XDG
// specification demands.
func profileDir() (string, error) {
	if data := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(data) {
		return filepath.Join(data, "realtalk"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(home, ".local", "share", "realtalk"), nil
}
