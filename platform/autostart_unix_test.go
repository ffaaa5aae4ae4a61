//go:build !windows && !darwin

package platform_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"realtalk/platform"
)

// strange are arguments that a desktop entry must hold without a change.
var strange = []string{
	"--hidden", "", " ", "two words", `"quoted"`, `it's`, "`id`", "$HOME ${HOME} $(id)", `back\slash\\`, `\n\s\t`, "100%", "%u %% %F",
	"#;&|<>()*?~!=", "Zoë 田中", "[x]", "--profile=/tmp/a b",
}

// configDir makes a fresh XDG_CONFIG_HOME and gives the path of the entry in it.
func configDir(t *testing.T) (entry string) {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", dir)
	return filepath.Join(dir, "autostart", "app.realtalk.rt.desktop")
}

func setAutostart(t *testing.T, on bool, args ...string) {
	t.Helper()
	if err := platform.SetAutostart(on, "/opt/rt", args); err != nil {
		t.Fatal(err)
	}
}

func wantAutostart(t *testing.T, want bool, when string) {
	t.Helper()
	if on, err := platform.Autostart(); err != nil || on != want {
		t.Errorf("%s: %v, %v", when, on, err)
	}
}

func TestAutostart(t *testing.T) {
	entry := configDir(t)
	wantAutostart(t, false, "at first")
	setAutostart(t, false)
	wantAutostart(t, false, "switched off before it was on")
	for range 2 {
		setAutostart(t, true, "--hidden")
		wantAutostart(t, true, "switched on")
	}
	left, err := os.ReadDir(filepath.Dir(entry))
	if err != nil || len(left) != 1 || left[0].Name() != filepath.Base(entry) {
		t.Errorf("left behind: %v, %v", left, err)
	}
	setAutostart(t, false)
	wantAutostart(t, false, "switched off")
	if _, err := os.Lstat(entry); !os.IsNotExist(err) {
		t.Errorf("the file is there still: %v", err)
	}
}

// Without the variable, and with one that the specification has nobody read, the
// folder is in the home.
func TestAutostartAtHome(t *testing.T) {
	for _, config := range []string{"", "relative"} {
		home := t.TempDir()
		t.Setenv("HOME", home)
		t.Setenv("XDG_CONFIG_HOME", config)
		setAutostart(t, true)
		if _, err := os.Stat(filepath.Join(home, ".config", "autostart", "app.realtalk.rt.desktop")); err != nil {
			t.Error(err)
		}
	}
	t.Setenv("HOME", "")
	if err := platform.SetAutostart(true, "/opt/rt", nil); err == nil {
		t.Error("written without a home")
	}
	if _, err := platform.Autostart(); err == nil {
		t.Error("read without a home")
	}
}

// What GNOME, KDE and Xfce do where the user switches a start off there.
func TestAutostartSwitchedOffElsewhere(t *testing.T) {
	entry := configDir(t)
	for _, test := range []struct {
		more string
		want bool
	}{
		{"Hidden=true\n", false},
		{"Hidden = true\n", false},
		{"X-GNOME-Autostart-enabled=false\n", false},
		{"X-GNOME-Autostart-enabled=true\nHidden=false\n", true},
		{"#Hidden=true\n", true},
		{"[Desktop Action x]\nHidden=true\n", true},
	} {
		setAutostart(t, true, "--hidden")
		f, err := os.OpenFile(entry, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(f, test.more)
		f.Close()
		wantAutostart(t, test.want, test.more)
	}
	setAutostart(t, true)
	wantAutostart(t, true, "switched on again")
}

func TestAutostartFilesThatCannotBe(t *testing.T) {
	entry := configDir(t)
	setAutostart(t, true)
	for _, text := range []string{"", "Hidden", strings.Repeat("x", 1<<20)} {
		if err := os.WriteFile(entry, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		wantAutostart(t, false, fmt.Sprintf("%.20q", text))
	}
	os.Remove(entry)
	if err := syscall.Mkfifo(entry, 0o600); err != nil {
		t.Fatal(err)
	}
	if on, err := platform.Autostart(); on || err == nil {
		t.Errorf("a pipe: %v, %v", on, err)
	}
}

func TestAutostartRefuses(t *testing.T) {
	entry := configDir(t)
	for _, command := range [][]string{
		{"rt"}, {"./rt"}, {""}, {"/opt/a=b/rt"}, {"/opt/rt\n"}, {"/opt/\xff"}, {"/opt/rt", "a\nHidden=true"}, {"/opt/rt", "\x1b"},
	} {
		if err := platform.SetAutostart(true, command[0], command[1:]); err == nil {
			t.Errorf("%q is taken", command)
		}
	}
	if _, err := os.Lstat(entry); !os.IsNotExist(err) {
		t.Errorf("something was written: %v", err)
	}
}

// command gives what the entry starts, read as the specification says.
func command(t *testing.T, entry string) []string {
	t.Helper()
	b, err := os.ReadFile(entry)
	if err != nil {
		t.Fatal(err)
	}
	_, line, _ := strings.Cut(string(b), "\nExec=")
	line, _, _ = strings.Cut(line, "\n")
	line = strings.NewReplacer(`\\`, `\`, `\s`, " ", `\n`, "\n", `\t`, "\t", `\r`, "\r").Replace(line)
	var words []string
	for rest := line; rest != ""; rest = strings.TrimPrefix(rest, " ") {
		if rest[0] != '"' {
			t.Fatalf("not quoted: %s", rest)
		}
		word, i := "", 1
		for ; rest[i] != '"'; i++ {
			if rest[i] == '\\' {
				i++
			}
			word += rest[i : i+1]
		}
		words = append(words, strings.ReplaceAll(word, "%%", "%"))
		rest = rest[i+1:]
	}
	return words
}

func TestAutostartQuotes(t *testing.T) {
	entry := configDir(t)
	exe := "/opt/a b/\"$`\\%u/Zoë/rt"
	if err := platform.SetAutostart(true, exe, strange); err != nil {
		t.Fatal(err)
	}
	if got, want := command(t, entry), append([]string{exe}, strange...); !slices.Equal(got, want) {
		t.Errorf("starts %q, want %q", got, want)
	}
	if checker, err := exec.LookPath("desktop-file-validate"); err == nil {
		if out, err := exec.Command(checker, entry).CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("%v: %s", err, out)
		}
	}
}

// GLib, which GNOME and Xfce start programs with, starts just that. It looks for
// a program with "%" in its own name under another one.
func TestAutostartIsStarted(t *testing.T) {
	gio, err := exec.LookPath("gio")
	if err != nil {
		t.Skip(err)
	}
	entry := configDir(t)
	dir := filepath.Join(t.TempDir(), "a b \"$`\\ Zoë")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	exe, pipe := filepath.Join(dir, "rt"), filepath.Join(t.TempDir(), "pipe")
	if err := os.WriteFile(exe, []byte("#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\" >\"$RT_PIPE\"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := platform.SetAutostart(true, exe, strange); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(gio, "launch", entry)
	cmd.Env = append(os.Environ(), "RT_PIPE="+pipe, "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent")
	cmd.Stderr = os.Stderr // a pipe would stay open in what it starts, too
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(pipe)
	if want := strings.Join(append([]string{exe}, strange...), "\n") + "\n"; err != nil || string(got) != want {
		t.Errorf("started %q, %v; want %q", got, err, want)
	}
}
