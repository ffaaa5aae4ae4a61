package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAutostartOfThisProgram(t *testing.T) {
	config, dir := t.TempDir(), t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", config)
	a := openIn(t, dir)
	want := func(want bool) {
		t.Helper()
		if on, err := a.Autostart(); err != nil || on != want {
			t.Errorf("%v, %v; want %v", on, err, want)
		}
	}
	want(false)
	if err := a.SetAutostart(true); err != nil {
		t.Fatal(err)
	}
	want(true)
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	entry, err := os.ReadFile(filepath.Join(config, "autostart", "app.realtalk.rt.desktop"))
	if line := `Exec="` + exe + `" "--hidden" "--profile" "` + dir + "\"\n"; err != nil || !strings.Contains(string(entry), line) {
		t.Errorf("%v: no %s in %s", err, line, entry)
	}
	if err := a.SetAutostart(false); err != nil {
		t.Fatal(err)
	}
	want(false)
}

func TestAutostartThatCannotBe(t *testing.T) {
	config := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(config, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_CONFIG_HOME", config)
	a := openIn(t, t.TempDir())
	wantCode(t, a.SetAutostart(true), "autostart")
	_, err := a.Autostart()
	wantCode(t, err, "autostart")
}
