//go:build linux

package control_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"realtalk/core/control"
)

// nobody is a user that owns nothing here.
const nobody = 65534

func asNobody(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
}

// publicCopy puts the test binary where everybody may run it, in a folder where
// everybody may do anything.
func publicCopy(t *testing.T) (dir, program string) {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("needs root, to be somebody else")
	}
	dir, err := os.MkdirTemp("", "t") // t.TempDir is in a folder that is shut
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	image, err := os.ReadFile(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	program = filepath.Join(dir, "program")
	if err := os.WriteFile(program, image, 0o700); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
	open(t, program)
	return dir, program
}

func open(t *testing.T, path string) {
	t.Helper()
	if err := os.Chmod(path, 0o777); err != nil {
		t.Fatal(err)
	}
}

// Every door in the file system stands open, and still a stranger gets nothing.
func TestForeignClient(t *testing.T) {
	dir, program := publicCopy(t)
	serve(t, dir, func([]byte) []byte { t.Error("a stranger was answered"); return nil })
	socket := filepath.Join(dir, "control.sock")
	open(t, socket)
	open(t, filepath.Join(dir, "control"))
	if got := start(t, program, "dial "+socket, asNobody).line(); !strings.HasPrefix(got, "connected, heard ,") {
		t.Errorf("dialled: %q", got)
	}
	if got := start(t, program, "call "+dir, asNobody).line(); !strings.HasSuffix(got, control.ErrForeign.Error()) {
		t.Errorf("called: %q", got)
	}
}

func TestForeignServer(t *testing.T) {
	dir, program := publicCopy(t)
	child := start(t, program, "serve "+dir, asNobody)
	if got := child.line(); got != "serving" {
		t.Fatalf("the child said %q", got)
	}
	if _, err := control.Call(t.Context(), dir, []byte("secret")); !errors.Is(err, control.ErrForeign) {
		t.Errorf("%v, not %v", err, control.ErrForeign)
	}
	// The same call by its own user is answered: nothing else stood in the way.
	if got := start(t, program, "call "+dir, asNobody).line(); got != "child <nil>" {
		t.Errorf("its own user got %q", got)
	}
}
