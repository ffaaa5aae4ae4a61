package profile_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"realtalk/core/profile"
)

func open(t *testing.T, dir string) *profile.Profile {
	t.Helper()
	p, err := profile.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	dir := t.TempDir()
	p := open(t, dir)
	if _, err := p.Read("name"); !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("before the first write: %v", err)
	}
	for _, data := range [][]byte{[]byte("Anna"), nil, bytes.Repeat([]byte{7}, profile.MaxFile)} {
		if err := p.Write("name", data); err != nil {
			t.Fatal(err)
		}
		got, err := open(t, dir).Read("name")
		if err != nil || !bytes.Equal(got, data) {
			t.Fatalf("read %d bytes of %d: %v", len(got), len(data), err)
		}
	}
}

func TestOnlyTheUserGetsIn(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes mean nothing on Windows")
	}
	empty := t.TempDir()
	if err := os.Chmod(empty, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{filepath.Join(t.TempDir(), "a", "b"), empty} {
		p := open(t, dir)
		if err := p.Write("key", []byte("secret")); err != nil {
			t.Fatal(err)
		}
		wantMode(t, dir, 0o700)
		wantMode(t, filepath.Join(dir, "key"), 0o600)
		if err := os.Chmod(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		open(t, dir)
		wantMode(t, dir, 0o700)
	}
}

func wantMode(t *testing.T, path string, want fs.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode().Perm(); got != want {
		t.Errorf("%s has mode %v, not %v", path, got, want)
	}
}

func TestForeignFolder(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes mean nothing on Windows")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "letter.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for mode, want := range map[fs.FileMode]error{0o777: profile.ErrShared, 0o755: nil} {
		// The profile that the open made must not count the next time.
		os.Remove(filepath.Join(dir, "write.lock"))
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := profile.Open(dir); !errors.Is(err, want) {
			t.Errorf("mode %v: %v, not %v", mode, err, want)
		}
		wantMode(t, dir, mode)
	}
}

func TestFolderThatCannotBe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, filepath.Join(file, "below")} {
		if _, err := profile.Open(dir); err == nil {
			t.Errorf("%s was opened", dir)
		}
	}
}

func TestReadOnlyFolder(t *testing.T) {
	dir := t.TempDir()
	open(t, dir)
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) }) // so that it can be removed
	if f, err := os.CreateTemp(dir, ""); err == nil {
		f.Close()
		t.Skip("modes do not bind this user")
	}
	if _, err := profile.Open(dir); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("opened a folder that cannot be written: %v", err)
	}
}

func TestNames(t *testing.T) {
	p := open(t, t.TempDir())
	for _, name := range []string{"a", "9", "identity.pgp", "known-names.json", strings.Repeat("a", 64), "console", "com10"} {
		if err := p.Write(name, nil); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{
		"", ".", "..", ".hidden", "../up", "a/b", `a\b`, "/etc/passwd", "C:", "a:b", "A", "ä", "a b", "a\x00", "a.", "a\n",
		strings.Repeat("a", 65), "con", "nul.txt", "com1", "lpt9.json", "write.lock", "hosting.lock", "hosting", "any.lock",
		"control", "control.new", "control.sock", ".rt-tmp-1",
	} {
		if err := p.Write(name, nil); !errors.Is(err, profile.ErrName) {
			t.Errorf("write %q: %v", name, err)
		}
		if _, err := p.Read(name); !errors.Is(err, profile.ErrName) {
			t.Errorf("read %q: %v", name, err)
		}
		if _, err := p.Folder(name); !errors.Is(err, profile.ErrName) {
			t.Errorf("folder %q: %v", name, err)
		}
		if _, _, err := p.TryLock(name); !errors.Is(err, profile.ErrName) {
			t.Errorf("lock %q: %v", name, err)
		}
	}
}

func TestTooLarge(t *testing.T) {
	p := open(t, t.TempDir())
	if err := p.Write("big", make([]byte, profile.MaxFile+1)); !errors.Is(err, profile.ErrTooLarge) {
		t.Errorf("write: %v", err)
	}
	if err := os.WriteFile(filepath.Join(p.Dir(), "big"), make([]byte, profile.MaxFile+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Read("big"); !errors.Is(err, profile.ErrTooLarge) {
		t.Errorf("read: %v", err)
	}
}

func TestFailedWriteLeavesNothing(t *testing.T) {
	p := open(t, t.TempDir())
	if err := os.MkdirAll(filepath.Join(p.Dir(), "taken", "by"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := p.Write("taken", []byte("x")); err == nil {
		t.Fatal("wrote over a folder")
	}
	if _, err := p.Read("taken"); err == nil {
		t.Fatal("read a folder")
	}
	if left := temporary(t, p.Dir()); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestOpenSweepsOnlyItsOwn(t *testing.T) {
	dir := t.TempDir()
	open(t, dir)
	mine, theirs := filepath.Join(dir, ".rt-tmp-123"), filepath.Join(dir, ".bashrc")
	for _, path := range []string{mine, theirs} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	open(t, dir)
	if _, err := os.Stat(mine); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the temporary file is still there: %v", err)
	}
	if _, err := os.Stat(theirs); err != nil {
		t.Error(err)
	}
}

// A sweep that took the temporary file of a write under way would make its
// rename fail.
func TestOpenDoesNotDisturbWriters(t *testing.T) {
	dir := t.TempDir()
	writer := open(t, dir)
	done := make(chan struct{})
	var openers sync.WaitGroup
	for range 2 {
		openers.Go(func() {
			for opened := 0; ; opened++ {
				select {
				case <-done:
					if opened == 0 {
						t.Error("nothing was opened meanwhile")
					}
					return
				default:
				}
				if _, err := profile.Open(dir); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	var writers sync.WaitGroup
	for _, name := range []string{"one", "two"} {
		writers.Go(func() {
			for range 100 {
				if err := writer.Write(name, []byte(name)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writers.Wait()
	close(done)
	openers.Wait()
}

func temporary(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, ".rt-tmp-*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}
