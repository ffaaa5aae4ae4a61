package platform

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// SetAutostart has the program start with these arguments when this user logs
// in, or not any more.
func SetAutostart(on bool, exe string, args []string) error {
	path, err := agentPath()
	switch {
	case err != nil:
	case on:
		err = writeAgent(path, append([]string{exe}, args...))
	default:
		if err = os.Remove(path); errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
	}
	if err != nil {
		return fmt.Errorf("set autostart: %w", err)
	}
	return nil
}

// Autostart tells whether it does.
func Autostart() (bool, error) {
	path, err := agentPath()
	if err == nil {
		_, err = os.Lstat(path)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("see autostart: %w", err)
	}
	return true, nil
}

// agentPath is where launchd(8) looks for what is to run at login.
func agentPath() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(home, "Library", "LaunchAgents", programEntry+".plist"), nil
}

const agentForm = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>Label</key><string>%s</string>
<key>ProgramArguments</key><array>%s</array>
<key>RunAtLoad</key><true/>
<key>ProcessType</key><string>Interactive</string>
</dict></plist>
`

func writeAgent(path string, command []string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	var words strings.Builder
	for _, word := range command {
		words.WriteString("<string>")
		if err := xml.EscapeText(&words, []byte(word)); err != nil {
			return err
		}
		words.WriteString("</string>")
	}
	return replaceFile(path, fmt.Sprintf(agentForm, programEntry, words.String()))
}
