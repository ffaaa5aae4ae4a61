//go:build !windows && !darwin

package platform_test

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"testing"

	"realtalk/platform"
)

// environment sets what names a display, and nothing else of the kind.
func environment(t *testing.T, wayland, runtimeDir, display string) {
	t.Helper()
	t.Setenv("WAYLAND_DISPLAY", wayland)
	t.Setenv("XDG_RUNTIME_DIR", runtimeDir)
	t.Setenv("DISPLAY", display)
}

func want(t *testing.T, display bool, what string) {
	t.Helper()
	if got := platform.HasDisplay(); got != display {
		t.Errorf("%s: %v", what, got)
	}
}

func TestNoDisplay(t *testing.T) {
	dir := t.TempDir()
	for _, env := range [][3]string{
		{},
		{"wayland-0", dir, ""},
		{"wayland-0", "", ""},
		{filepath.Join(dir, "wayland-0"), "", ""},
		{"", dir, ":65000"},
		{"", dir, "nonsense"},
		{"", dir, ":"},
		{"", dir, ":-1"},
		{"", dir, "localhost:65000"},
		{"", dir, filepath.Join(dir, "x") + ":0"},
	} {
		environment(t, env[0], env[1], env[2])
		want(t, false, fmt.Sprintf("%q", env))
	}
}

func TestWaylandAnswers(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "wayland-7")
	server, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	environment(t, "wayland-7", dir, "")
	want(t, true, "a name")
	environment(t, path, "", "")
	want(t, true, "a path")
	environment(t, "wayland-8", dir, "")
	want(t, false, "another")

	server.(*net.UnixListener).SetUnlinkOnClose(false)
	server.Close()
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
	environment(t, "wayland-7", dir, "")
	want(t, false, "a socket whose server is gone")
}

func TestXSocketPathAnswers(t *testing.T) {
	dir := t.TempDir()
	server, err := net.Listen("unix", filepath.Join(dir, "xquartz:0"))
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	environment(t, "", "", filepath.Join(dir, "xquartz:0"))
	want(t, true, "a path")
	environment(t, "", "", filepath.Join(dir, "xquartz:0.1"))
	want(t, true, "a path and a screen")
	environment(t, "gone", dir, "unix:"+filepath.Join(dir, "xquartz:0"))
	want(t, true, "a path behind unix:, no Wayland")
}

// ssh -X makes a port on the local computer the display.
func TestForwardedXAnswers(t *testing.T) {
	server, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	number := server.Addr().(*net.TCPAddr).Port - 6000
	if number < 0 {
		t.Fatalf("the system gave port %d", number+6000)
	}
	environment(t, "", "", fmt.Sprintf("127.0.0.1:%d.0", number))
	want(t, true, "a port")
	server.Close()
	want(t, false, "a port whose server is gone")
}
