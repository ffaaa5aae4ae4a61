package profile_test

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"realtalk/core/profile"
)

// folder gives that of a name, and proves that a file can be made in it.
func folder(t *testing.T, p *profile.Profile, name string) string {
	t.Helper()
	dir, err := p.Folder(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".rt-tmp-theirs"), []byte("list"), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestFolder(t *testing.T) {
	p := open(t, t.TempDir())
	dir := folder(t, p, "geo")
	if want := filepath.Join(p.Dir(), "geo"); dir != want {
		t.Errorf("%s, not %s", dir, want)
	}
	if again := folder(t, p, "geo"); again != dir {
		t.Errorf("%s the second time", again)
	}
	if runtime.GOOS != "windows" {
		wantMode(t, dir, 0o700)
	}
	open(t, p.Dir())
	if _, err := os.Stat(filepath.Join(dir, ".rt-tmp-theirs")); err != nil {
		t.Errorf("what is in it was swept away: %v", err)
	}
	if err := p.Write("file", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Folder("file"); err == nil {
		t.Error("a file was given as a folder")
	}
}

func TestFolderOfOthers(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes mean nothing on Windows")
	}
	p := open(t, t.TempDir())
	dir := folder(t, p, "geo")
	for mode, want := range map[fs.FileMode]error{0o777: profile.ErrShared, 0o755: nil} {
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Folder("geo"); !errors.Is(err, want) {
			t.Errorf("mode %v: %v, not %v", mode, err, want)
		}
		wantMode(t, dir, mode)
	}
}

// A socket and folders in a profile make it no other thing than a profile.
func TestProfileWithSocketAndFolder(t *testing.T) {
	dir := t.TempDir()
	p := open(t, dir)
	folder(t, p, "geo")
	socket, err := net.Listen("unix", filepath.Join(dir, "control.sock"))
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
	if runtime.GOOS != "windows" {
		wantMode(t, dir, 0o700)
	}
	for _, name := range []string{"geo", "control.sock"} {
		if _, err := os.Lstat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}
