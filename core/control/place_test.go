package control_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"realtalk/core/control"
)

// setTemp gives os.TempDir a folder with a short path, and its path.
func setTemp(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "t")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir) // Windows
	return dir
}

// longFolder makes a folder whose path has as many bytes.
func longFolder(t *testing.T, length int) string {
	t.Helper()
	dir := t.TempDir()
	for length-len(dir) > 200 {
		dir = filepath.Join(dir, strings.Repeat("l", 100))
	}
	dir = filepath.Join(dir, strings.Repeat("l", length-len(dir)-1))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

func wantFiles(t *testing.T, pattern string, want int) {
	t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) != want {
		t.Errorf("%d of %s: %v, %v", len(found), pattern, found, err)
	}
}

// A socket has a path of at most 100 bytes, be its own folder the profile's or
// not.
func TestLongFolder(t *testing.T) {
	const longest = 100 - len("/control.sock")
	for length, private := range map[int]int{longest: 0, longest + 1: 1, 1000: 1} {
		dir := longFolder(t, length)
		temp := setTemp(t)
		s := serve(t, dir, echo)
		wantAnswer(t, dir, "hello", "hello")
		wantFiles(t, filepath.Join(dir, "control.sock"), 1-private)
		wantFiles(t, filepath.Join(temp, "rt-control-*", "control.sock"), private)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		wantEmpty(t, dir)
		wantEmpty(t, temp)
	}
}

func TestNoShortPathAtAll(t *testing.T) {
	dir, temp := longFolder(t, 200), longFolder(t, 150)
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp)
	if _, err := control.Serve(dir, echo); err == nil {
		t.Error("served")
	}
	wantEmpty(t, dir)
	wantEmpty(t, temp)
}

// What a killed host left is nobody, and in nobody's way.
func TestKilledServer(t *testing.T) {
	for _, dir := range []string{t.TempDir(), longFolder(t, 300)} {
		temp := setTemp(t)
		for range 3 {
			child := startServer(t, dir)
			wantAnswer(t, dir, "who?", "child")
			child.kill(t)
			if _, err := os.Lstat(filepath.Join(dir, "control")); err != nil {
				t.Fatalf("a kill that left nothing proves nothing: %v", err)
			}
			wantNobody(t, dir)
		}
		s := serve(t, dir, echo)
		wantAnswer(t, dir, "who?", "who?")
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		wantEmpty(t, dir)
		wantEmpty(t, temp)
	}
}

// A host can be killed, and the power can fail, at any step of Serve.
func TestHalfMadeServer(t *testing.T) {
	for name, content := range map[string]string{
		"control":     "",
		"control.new": "/half/a/pa",
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		wantNobody(t, dir)
		serve(t, dir, echo)
		wantAnswer(t, dir, "hello", "hello")
	}
	dir := t.TempDir()
	startServer(t, dir).kill(t)
	if err := os.Remove(filepath.Join(dir, "control")); err != nil {
		t.Fatal(err)
	}
	serve(t, dir, echo)
	wantAnswer(t, dir, "hello", "hello")
}

// The file may say anything: it leads to a server, or to nobody, and nothing
// that it names is removed.
func TestStrangePath(t *testing.T) {
	letter := filepath.Join(t.TempDir(), "letter")
	if err := os.WriteFile(letter, []byte("dear"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{letter, "control.sock", "../up", strings.Repeat("/long", 1<<20), "/nul\x00", "/\xff", "\n"} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "control"), []byte(path), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := control.Call(t.Context(), dir, nil); err == nil {
			t.Errorf("%.20q led somewhere", path)
		}
		serve(t, dir, echo)
		wantAnswer(t, dir, "hello", "hello")
	}
	if _, err := os.Stat(letter); err != nil {
		t.Error(err)
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "control"), 0o700); err != nil {
		t.Fatal(err)
	}
	wantNobody(t, dir)
	if _, err := control.Serve(dir, echo); err == nil {
		t.Error("served over a folder")
	}
	wantFiles(t, filepath.Join(dir, "control?*"), 0)
}
