package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// gpg is a GnuPG with a folder of its own. Where there is none the test is skipped,
// but not in CI.
type gpg struct {
	t    *testing.T
	home string
}

func newGPG(t *testing.T) gpg {
	t.Helper()
	if _, err := exec.LookPath("gpg"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("there is no gpg here")
		}
		t.Skip("there is no gpg here")
	}
	home, err := os.MkdirTemp("", "rtgpg") // short: its sockets' names must fit
	if err != nil {
		t.Fatal(err)
	}
	g := gpg{t, home}
	t.Cleanup(func() {
		_ = exec.Command("gpgconf", "--homedir", home, "--kill", "all").Run()
		_ = os.RemoveAll(home)
	})
	return g
}

// run gives what gpg writes and what it says of it.
func (g gpg) run(input string, args ...string) (out, said string) {
	g.t.Helper()
	cmd := exec.Command("gpg", append([]string{"--homedir", g.home, "--batch", "--status-fd", "2", "--pinentry-mode", "loopback", "--trust-model", "always"}, args...)...)
	cmd.Stdin = strings.NewReader(input)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		g.t.Fatalf("gpg %q: %v\n%s", args, err, &stderr)
	}
	return stdout.String(), stderr.String()
}

// makes gives the secret key of a new key pair, as --export-secret-keys writes it.
func (g gpg) makes(passphrase string) (file string) {
	g.t.Helper()
	g.run("", "--passphrase", passphrase, "--quick-gen-key", "Gus <gus@example.org>", "ed25519", "sign", "never")
	fingerprint := g.fingerprint()
	g.run("", "--passphrase", passphrase, "--quick-add-key", fingerprint, "cv25519", "encr", "never")
	key, _ := g.run("", "--passphrase", passphrase, "--armor", "--export-secret-keys", fingerprint)
	file = filepath.Join(g.t.TempDir(), "key.asc")
	if err := os.WriteFile(file, []byte(key), 0o600); err != nil {
		g.t.Fatal(err)
	}
	return file
}

func (g gpg) fingerprint() string {
	list, _ := g.run("", "--with-colons", "--list-secret-keys")
	for _, line := range strings.Split(list, "\n") {
		if f := strings.Split(line, ":"); f[0] == "fpr" {
			return f[9]
		}
	}
	g.t.Fatal("gpg has no secret key")
	return ""
}

// TestChatWithAGPGKeyOfOnesOwn: a key that gpg made and locked serves in a chat, and
// gpg opens what was saved sealed, and says whose it is.
func TestChatWithAGPGKeyOfOnesOwn(t *testing.T) {
	g := newGPG(t)
	file := g.makes("hush")
	dir := t.TempDir()
	rtDone(t, 1, "wrong\n", "key", "import", file, "--yes", "--profile", dir)
	if said := rtDone(t, 0, "hush\n", "key", "import", file, "--yes", "--profile", dir); !strings.Contains(said, "Your key is now") {
		t.Errorf("import says %q", said)
	}
	if said := rtDone(t, 0, "", "key", "--profile", dir); !strings.Contains(said, g.fingerprint()) {
		t.Errorf("rt key says %q, without gpg's %s", said, g.fingerprint())
	}

	ann, join := startHost(t, "Ann", "correct horse", "--profile", dir)
	bob := startGuest(t, "Bob", join, "correct horse")
	bob.Expect("joined", nil)
	bob.Send("what we said in Lyon")
	ann.Expect("message", nil)
	ann.Send("never happened")
	bob.Expect("message", where("text", "never happened"))
	ann.Expect("message", where("text", "never happened"))
	sealed, plain := filepath.Join(t.TempDir(), "chat.asc"), filepath.Join(t.TempDir(), "chat.txt")
	ann.Send("/save-sealed " + sealed)
	ann.Expect("notice", where("code", "saved"))
	ann.Send("/save " + plain)
	ann.Expect("notice", where("code", "saved"))
	ann.Send("/save " + plain)
	ann.Expect("error", where("code", "file_exists"))

	text, said := g.run("", "--passphrase", "hush", "--decrypt", sealed)
	if !strings.Contains(said, "GOODSIG") {
		t.Errorf("gpg says %s", said)
	}
	want, err := os.ReadFile(plain)
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"what we said in Lyon", "never happened", "Bob"} {
		if !strings.Contains(text, words) || !bytes.Contains(want, []byte(words)) {
			t.Errorf("%q is missing from what was saved:\n%s", words, text)
		}
	}
	b, err := os.ReadFile(sealed)
	if err != nil || bytes.Contains(b, []byte("Lyon")) {
		t.Errorf("the sealed file can be read, %v", err)
	}
}

// TestGPGTakesTheExportedKey: what rt key export gives is a key to gpg.
func TestGPGTakesTheExportedKey(t *testing.T) {
	g := newGPG(t)
	dir := t.TempDir()
	key := rtDone(t, 0, "", "key", "export", "--profile", dir)
	_, said := g.run(key, "--import")
	if !strings.Contains(said, "IMPORT_OK 1") {
		t.Errorf("gpg says %s", said)
	}
	list, _ := g.run("", "--with-colons", "--list-keys")
	about := rtDone(t, 0, "", "key", "--profile", dir)
	for _, line := range strings.Split(list, "\n") {
		if f := strings.Split(line, ":"); f[0] == "fpr" {
			if !strings.Contains(about, f[9]) {
				t.Errorf("gpg sees %s, rt key says %s", f[9], about)
			}
			return
		}
	}
	t.Errorf("gpg lists %s", list)
}
