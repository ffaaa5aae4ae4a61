package platform

import (
	"os"
	"path/filepath"
)

func profileDir() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(home, "Library", "Application Support", "Real Talk"), nil
}
