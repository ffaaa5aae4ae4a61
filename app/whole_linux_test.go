package app

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestSavedConversationIsWholeOrNotAtAll saves over an older conversation on a disk
// that has no room for the new one.
func TestSavedConversationIsWholeOrNotAtAll(t *testing.T) {
	dir := smallDisk(t, "size=64k")
	path := filepath.Join(dir, "conversation.txt")
	if err := WriteWhole(path, []byte("what Anna said")); err != nil {
		t.Fatal(err)
	}
	err := WriteWhole(path, bytes.Repeat([]byte("x"), 128<<10))
	if !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("the full disk is told as %v", err)
	}
	if b, _ := os.ReadFile(path); string(b) != "what Anna said" {
		t.Errorf("the older conversation is %d bytes now", len(b))
	}
	if files, _ := os.ReadDir(dir); len(files) != 1 {
		t.Errorf("%v are left", files)
	}
	if err := WriteWhole(path, []byte("what Ben said")); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(path); string(b) != "what Ben said" {
		t.Errorf("saved: %q", b)
	}
}

// smallDisk mounts a disk in memory.
func smallDisk(t *testing.T, options string) (dir string) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("mounting a small disk needs root")
	}
	dir = t.TempDir()
	if err := syscall.Mount("rt-test", dir, "tmpfs", 0, options); err != nil {
		t.Skip("nothing can be mounted here:", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
	return dir
}
