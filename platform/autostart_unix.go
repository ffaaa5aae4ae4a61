//go:build !windows && !darwin

package platform

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxEntry bounds a desktop entry that is read, in bytes.
const maxEntry = 64 << 10

var errNotStartable = errors.New("not the name of a program that a desktop entry can hold")

// SetAutostart has the program start with these arguments when this user logs
// in, or not any more. It writes the file at once.
func SetAutostart(on bool, exe string, args []string) error {
	if err := setAutostart(on, append([]string{exe}, args...)); err != nil {
		return fmt.Errorf("set autostart: %w", err)
	}
	return nil
}

// Autostart tells whether it does. Desktops switch a start off by a word in the
// same file.
func Autostart() (bool, error) {
	entry, err := readEntry()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("see autostart: %w", err)
	}
	return starts(entry), nil
}

// readEntry looks before it opens, since opening a pipe would block.
func readEntry() (string, error) {
	path, err := autostartPath()
	if err != nil {
		return "", err
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is no file: %w", path, fs.ErrInvalid)
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	entry, err := io.ReadAll(io.LimitReader(f, maxEntry))
	return string(entry), err
}

// starts reads the first group of a desktop entry, which is its own.
func starts(entry string) bool {
	groups := 0
	for line := range strings.Lines(entry) {
		if strings.HasPrefix(line, "[") {
			groups++
		}
		key, value, _ := strings.Cut(line, "=")
		switch key, value = strings.TrimSpace(key), strings.TrimSpace(value); {
		case groups != 1:
		case key == "Hidden" && value == "true", key == "X-GNOME-Autostart-enabled" && value == "false":
			return false
		}
	}
	return groups > 0
}

func setAutostart(on bool, command []string) error {
	path, err := autostartPath()
	if err != nil {
		return err
	}
	if !on {
		if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	line, err := execLine(command)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	entry := "[Desktop Entry]\nType=Application\nVersion=1.0\nName=" + programName + "\nIcon=" + programEntry + "\nExec=" + line + "\nTerminal=false\n"
	return replaceFile(path, entry)
}

// autostartPath is that of the XDG autostart specification 0.5.
func autostartPath() (string, error) {
	dir := os.Getenv("XDG_CONFIG_HOME")
	if !filepath.IsAbs(dir) { // as the specification demands
		home, err := os.UserHomeDir()
		if err != nil {
			return "", err
		}
		if !filepath.IsAbs(home) {
			return "", fmt.Errorf("%s: %w", home, errRelative)
		}
		dir = filepath.Join(home, ".config")
	}
	return filepath.Join(dir, "autostart", programEntry+".desktop"), nil
}

// Of the key Exec in the desktop entry specification 1.5: within quotation marks
// four characters are escaped; then "%" is; then the backslashes are, as in
// every text of such a file.
var (
	quoter  = strings.NewReplacer(`"`, `\"`, "`", "\\`", `$`, `\$`, `\`, `\\`, `%`, `%%`)
	texture = strings.NewReplacer(`\`, `\\`)
)

func execLine(command []string) (string, error) {
	quoted := make([]string, len(command))
	for i, word := range command {
		if !utf8.ValidString(word) || strings.ContainsFunc(word, unicode.IsControl) {
			return "", fmt.Errorf("%q: %w", word, errNotStartable)
		}
		quoted[i] = `"` + quoter.Replace(word) + `"`
	}
	// A name that holds this would be taken for a variable before the program.
	if len(command) == 0 || !filepath.IsAbs(command[0]) || strings.Contains(command[0], "=") {
		return "", fmt.Errorf("%q: %w", command, errNotStartable)
	}
	return texture.Replace(strings.Join(quoted, " ")), nil
}
