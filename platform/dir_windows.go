package platform

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// profileDir asks the system and not %LocalAppData%, which a program started
// with a bare environment does not have; they are the same otherwise.
func profileDir() (string, error) {
	data, err := windows.KnownFolderPath(windows.FOLDERID_LocalAppData, windows.KF_FLAG_DEFAULT)
	if err != nil {
		return "", err
	}
	return filepath.Join(data, "Real Talk"), nil
}
