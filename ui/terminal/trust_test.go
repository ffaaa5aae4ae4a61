package terminal

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"realtalk/app"
)

// shows fails unless the output since the last call has each of the texts.
func (s *stage) shows(texts ...string) {
	s.t.Helper()
	synctest.Wait()
	out := s.out.take()
	for _, text := range texts {
		if !strings.Contains(out, text) {
			s.t.Errorf("output\n%s\nwithout %q", out, text)
		}
	}
}

func shut(c *conversation) { c.key = fakeLock("open sesame") }

func TestPassphraseIsAskedForFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := host(t, false, shut)
		s.shows("Please enter the passphrase of your key:")
		s.types("sesame\n")
		s.shows("This passphrase is wrong, 2 tries left.")
		if len(s.began) != 0 {
			t.Error("the chat began")
		}
		s.types("open sesame\n")
		s.shows("Please enter a password that will be required")
		s.types("tulip\n")
		if !slices.Equal(s.began, []string{"tulip"}) {
			t.Errorf("began with %q", s.began)
		}
		s.over(app.Ended{Reason: app.EndHostEnded, Text: "The host ended the chat."})
	})
}

func TestThirdWrongPassphraseEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := guest(t, true, shut)
		s.shows(`"event":"passphrase_prompt","time":"2026-05-04T11:02:01.007Z","attempt":1,"left":3`)
		s.types("a\n")
		s.types("b\n")
		s.shows(`"attempt":3,"left":1`)
		s.types("c\n")
		s.shows(`"code":"wrong_passphrase"`)
		if status := <-s.done; status != app.ExitError || len(s.began) != 0 {
			t.Errorf("status %d, began %q", status, s.began)
		}
	})
}

func TestPassphraseFileIsTriedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		wrong := "wrong"
		s := guest(t, true, shut, func(c *conversation) { c.passphrase = &wrong })
		s.shows(`"code":"wrong_passphrase"`)
		if status := <-s.done; status != app.ExitError {
			t.Errorf("status %d", status)
		}
	})
}

func TestNoPassphraseWillCome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := guest(t, true, shut)
		s.keys.end()
		if status := <-s.done; status != app.ExitError {
			t.Errorf("status %d", status)
		}
		s.shows(`"code":"no_passphrase"`)
	})
}

func TestComparingInATerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := guest(t, false)
		s.happens(app.Joined{Name: "Ann"})
		s.types("/match\n")
		s.shows("You have not compared the words yet.")
		s.types("/safety\n")
		s.shows("acid moon", "type /match")
		s.types("/match\n")
		s.types("/compare Bob\n")
		s.shows("bold cat", "type /same and the name")
		s.types("/same Bob\n")
		s.types("/accept Bob\n")
		s.types("/compare\n")
		s.shows("/compare needs to know whom.")
		want := []string{"match acid moon", "compare Bob", "same Bob", "accept Bob"}
		if got := s.chat.said(); !slices.Equal(got, want) {
			t.Errorf("asked for %q, want %q", got, want)
		}
		s.happens(app.Trusted{Name: "Bob", Trust: app.TrustVerified, Text: "You have verified Bob."})
		s.shows("* You have verified Bob.")
		s.over(app.Ended{Reason: app.EndHostEnded, Text: "The host ended the chat."})
	})
}

func TestSafetyIsBareForPrograms(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := guest(t, true)
		s.happens(app.Joined{Name: "Ann"})
		s.types("/safety\n")
		s.shows(`"code":"safety","text":"acid moon"`)
		s.happens(app.Trusted{Name: "Bob", Fingerprint: "bb22", Trust: app.TrustVerified, Text: "You have verified Bob."})
		s.shows(`{"event":"trusted","time":"2026-05-04T11:02:01.007Z","name":"Bob","fingerprint":"bb22","trust":"verified","text":"You have verified Bob."}`)
		s.over(app.Ended{Reason: app.EndHostEnded, Text: "The host ended the chat."})
	})
}

func TestConversationIsSavedOnceAndForNobodyElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := guest(t, false)
		s.happens(app.Joined{Name: "Ann"})
		file := filepath.Join(t.TempDir(), "chat.txt")
		s.types("/save " + file + "\n")
		s.shows("The conversation is saved in")
		s.types("/save-sealed " + file + "\n")
		s.shows("There is a file")
		s.types("/save " + filepath.Join(file, "below") + "\n")
		s.shows("cannot be written")
		s.types("/save\n")
		s.shows("/save needs to know where.")
		b, err := os.ReadFile(file)
		if err != nil || string(b) != "all that was said" {
			t.Errorf("the file holds %q, %v", b, err)
		}
		info, err := os.Stat(file)
		if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("mode %v, %v", info.Mode(), err)
		}
		s.over(app.Ended{Reason: app.EndHostEnded, Text: "The host ended the chat."})
	})
}

// A file that could not be filled is not left behind.
func TestFailedSaveLeavesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := guest(t, false)
		s.happens(app.Joined{Name: "Ann"})
		s.chat.refuse = &app.Trouble{Code: "nothing_said", Text: "There is nothing to save yet."}
		file := filepath.Join(t.TempDir(), "chat.txt")
		s.types("/save " + file + "\n")
		s.shows("There is nothing to save yet.")
		if _, err := os.Stat(file); !os.IsNotExist(err) {
			t.Errorf("the file is there: %v", err)
		}
		s.over(app.Ended{Reason: app.EndHostEnded, Text: "The host ended the chat."})
	})
}
