package platform_test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"realtalk/platform"
)

const (
	secretsName  = "org.freedesktop.secrets"
	prompterName = "org.gnome.keyring.SystemPrompter"
	prompterPath = "/org/gnome/keyring/Prompter"
	prompterFace = "org.gnome.keyring.internal.Prompter"
)

// keyringHome is where a GNOME key ring keeps its secrets.
type keyringHome struct {
	bus *sessionBus
	env []string
}

// newKeyringHome is on a bus of its own, and lets no connection to it outlive
// the test: the next one would be given that.
func newKeyringHome(t *testing.T) *keyringHome {
	t.Helper()
	if _, err := exec.LookPath("gnome-keyring-daemon"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	t.Cleanup(func() {
		if conn, err := dbus.SessionBus(); err == nil {
			<-conn.Context().Done()
		}
	})
	b := newBus(t)
	return &keyringHome{b, append(os.Environ(), "HOME="+b.dir, "XDG_DATA_HOME="+b.path("data"), "XDG_RUNTIME_DIR="+b.dir)}
}

// start runs the key ring until stop is called. It is unlocked with a password,
// and locked without.
func (h *keyringHome) start(password string) (stop func()) {
	t := h.bus.t
	t.Helper()
	args := []string{"--foreground", "--components=secrets"}
	if password != "" {
		args = append(args, "--unlock")
	}
	watch := h.bus.connect()
	signals := make(chan *dbus.Signal, 8)
	watch.Signal(signals)
	if err := watch.AddMatchSignal(dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, secretsName)); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("gnome-keyring-daemon", args...)
	cmd.Env, cmd.Stdin = h.env, strings.NewReader(password)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	stopped := false
	stop = func() {
		if !stopped {
			stopped = true
			cmd.Process.Kill()
			cmd.Wait()
		}
	}
	t.Cleanup(stop)
	deadline := time.After(20 * time.Second)
	for {
		select {
		case s := <-signals:
			if s.Name == "org.freedesktop.DBus.NameOwnerChanged" && s.Body[2] != "" {
				return stop
			}
		case <-deadline:
			t.Fatal("the key ring did not come up")
		}
	}
}

func openSecrets(t *testing.T) *platform.KeyStore {
	t.Helper()
	k, err := platform.OpenSecrets()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func wantSecret(t *testing.T, k *platform.KeyStore, name, want string) {
	t.Helper()
	if got, err := k.Get(name); err != nil || got != want {
		t.Errorf("%s: %q, %v, not %q", name, got, err, want)
	}
}

func TestKeyRing(t *testing.T) {
	newKeyringHome(t).start("open sesame")
	k := openSecrets(t)
	if _, err := k.Get("a"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("before it was set: %v", err)
	}
	for name, secret := range map[string]string{"a": strings.Repeat("0f", 32), "b": "another", "a b/c'": "\n"} {
		if err := k.Set(name, secret); err != nil {
			t.Fatal(err)
		}
		wantSecret(t, openSecrets(t), name, secret)
	}
	if err := k.Delete("a"); err != nil {
		t.Error(err)
	}
	if err := k.Delete("a"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("deleted twice: %v", err)
	}
	if _, err := k.Get("a"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("after it was deleted: %v", err)
	}
	wantSecret(t, k, "b", "another")
}

// prompter takes the question for a password and never comes back.
type prompter struct{ asked chan struct{} }

func (p prompter) BeginPrompting(dbus.ObjectPath) *dbus.Error {
	select {
	case p.asked <- struct{}{}:
	default:
	}
	return nil
}

// A key ring that is locked asks its owner. Nobody answers here: the call ends
// all the same, and the secret is there when the key ring is open again.
func TestLockedKeyRing(t *testing.T) {
	home := newKeyringHome(t)
	stop := home.start("open sesame")
	if err := openSecrets(t).Set("a", "x"); err != nil {
		t.Fatal(err)
	}
	stop()
	stop = home.start("")
	if _, err := openSecrets(t).Get("a"); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("locked, and nothing to ask with: %v", err)
	}
	p := prompter{make(chan struct{}, 1)}
	home.bus.serve(p, prompterPath, prompterFace, prompterName)
	k := openSecrets(t)
	k.Hurry(2 * time.Second)
	if _, err := k.Get("a"); !errors.Is(err, platform.ErrKeyStoreSlow) {
		t.Errorf("locked: %v", err)
	}
	select {
	case <-p.asked:
	default:
		t.Error("its owner was not asked: nothing is proved")
	}
	stop()
	home.start("open sesame")
	wantSecret(t, openSecrets(t), "a", "x")
}

// A bus without a key store gives errors, and at once.
func TestBusWithoutKeyRing(t *testing.T) {
	newKeyringHome(t)
	k := openSecrets(t)
	if err := k.Set("a", "x"); err == nil || errors.Is(err, platform.ErrKeyStoreSlow) {
		t.Errorf("set: %v", err)
	}
	if _, err := k.Get("a"); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Errorf("get: %v", err)
	}
}

// Without a bus there is no key store, and none is started to have one.
func TestNoBusNoKeyRing(t *testing.T) {
	dir := t.TempDir()
	started := filepath.Join(dir, "started")
	script := "#!/bin/sh\necho >" + started + "\n"
	if err := os.WriteFile(filepath.Join(dir, "dbus-launch"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	t.Setenv("XDG_RUNTIME_DIR", dir)
	for _, address := range []string{"", "autolaunch:", "unix:path=" + filepath.Join(dir, "none")} {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", address)
		if _, err := platform.OpenSecrets(); err == nil {
			t.Errorf("%q: no error", address)
		}
	}
	if _, err := os.Stat(started); err == nil {
		t.Error("a bus was started")
	}
}
