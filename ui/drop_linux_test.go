package ui

import (
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe that nobody writes to holds nobody up.
func TestDropOfAPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := beginningOf(path); got != "" {
		t.Errorf("read %q", got)
	}
}
