package platform

import (
	"errors"
	"fmt"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

const (
	runKey = `Software\Microsoft\Windows\CurrentVersion\Run`

	// approvedKey is where the Task Manager notes what the user has switched off.
	approvedKey = `Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`
)

// SetAutostart has the program start with these arguments when this user logs
// in, or not any more.
func SetAutostart(on bool, exe string, args []string) error {
	err := forgetApproval()
	if err == nil && on {
		err = setRun(windows.ComposeCommandLine(append([]string{exe}, args...)))
	} else if err == nil {
		err = deleteValue(runKey)
	}
	if err != nil {
		return fmt.Errorf("set autostart: %w", err)
	}
	return nil
}

func setRun(command string) error {
	key, _, err := registry.CreateKey(registry.CURRENT_USER, runKey, registry.SET_VALUE)
	if err != nil {
		return err
	}
	defer key.Close()
	return key.SetStringValue(programName, command)
}

// forgetApproval has what is set now count, and not what was set there before.
func forgetApproval() error { return deleteValue(approvedKey) }

func deleteValue(path string) error {
	key, err := registry.OpenKey(registry.CURRENT_USER, path, registry.SET_VALUE)
	if err == nil {
		defer key.Close()
		err = key.DeleteValue(programName)
	}
	if errors.Is(err, registry.ErrNotExist) {
		return nil
	}
	return err
}

// Autostart tells whether it does.
func Autostart() (bool, error) {
	key, err := registry.OpenKey(registry.CURRENT_USER, runKey, registry.QUERY_VALUE)
	if err == nil {
		defer key.Close()
		_, _, err = key.GetStringValue(programName)
	}
	switch {
	case errors.Is(err, registry.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("see autostart: %w", err)
	}
	return approved(), nil
}

// approved tells whether the Task Manager lets it start: the first byte of what
// that keeps is odd if not. Nothing is kept of what was never switched off.
func approved() bool {
	key, err := registry.OpenKey(registry.CURRENT_USER, approvedKey, registry.QUERY_VALUE)
	if err != nil {
		return true
	}
	defer key.Close()
	kept, _, err := key.GetBinaryValue(programName)
	return err != nil || len(kept) == 0 || kept[0]&1 == 0
}
