package main

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"realtalk/core"
	"realtalk/core/profile"
)

// TestClockBehindTheIdentity starts with an identity that was made while the clock
// was five years ahead, as on a computer whose clock was set back since.
func TestClockBehindTheIdentity(t *testing.T) {
	home := filepath.Join(t.TempDir(), "profile")
	kept, err := profile.Open(home)
	if err != nil {
		t.Fatal(err)
	}
	later := time.Now().AddDate(5, 0, 0)
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(later))
		if _, err := core.NewKeeper(kept, nil).Load("Ann", nil); err != nil {
			t.Error(err)
		}
	})
	identity := readFile(t, home, "identity")
	for _, args := range [][]string{{"host", "--listen", "127.0.0.1", "--no-router"}, {"127.0.0.1", "9"}} {
		p := startRT(t, "Ann", append([]string{"--profile", home}, args...)...)
		if args[0] == "host" {
			p.Expect("password_prompt", nil)
			p.Send("sable otter vinyl quartz")
		}
		e := p.Expect("error", where("code", "clock"))
		if !strings.Contains(e.text("text"), "so the clock is wrong: it says ") || !strings.Contains(e.text("hint"), "Set date and time") {
			t.Errorf("said: %v", e.fields)
		}
		p.Exit(1)
	}
	if readFile(t, home, "identity") != identity {
		t.Error("the identity was changed")
	}
}
