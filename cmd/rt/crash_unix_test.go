//go:build unix

package main

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestNoSecretInTheCrashText has a host and a guest crash in the middle of a chat,
// and looks for what was typed and said in what they print then.
func TestNoSecretInTheCrashText(t *testing.T) {
	const password, said = "sable otter vinyl quartz", "the key is under the blue pot"
	host, join := startHost(t, "Ann", password, "--profile", filepath.Join(t.TempDir(), "Ann"))
	guest := startGuest(t, "Bob", join, password)
	guest.Expect("joined", nil)
	host.Expect("member_joined", nil)
	guest.Send(said)
	host.Expect("message", where("text", said))
	guest.Expect("delivered", nil)
	for _, p := range []*process{host, guest} {
		if err := p.cmd.Process.Signal(syscall.SIGABRT); err != nil {
			t.Fatal(err)
		}
		<-p.exited
		text := p.stderr.String()
		if !strings.Contains(text, "goroutine ") {
			t.Fatalf("%s printed no crash text: %q", p.who, text)
		}
		for _, secret := range []string{password, said} {
			if writtenIn([]byte(text), secret) {
				t.Errorf("%s printed %q", p.who, secret)
			}
		}
	}
}
