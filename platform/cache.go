package platform

import (
	"fmt"
	"os"
	"path/filepath"
)

// CacheDir is the absolute path of the folder for what can be made anew. An
// error means that the environment names none.
func CacheDir() (string, error) {
	dir, err := os.UserCacheDir()
	if err == nil && !filepath.IsAbs(dir) {
		err = fmt.Errorf("%s: %w", dir, errRelative)
	}
	if err != nil {
		return "", fmt.Errorf("find the cache folder: %w", err)
	}
	return filepath.Join(dir, "realtalk"), nil
}
