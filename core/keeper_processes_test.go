package core

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"realtalk/core/pgp"
	"realtalk/core/profile"
)

// folderStore is a key store that outlives its processes.
type folderStore struct{ *profile.Profile }

func (s folderStore) Get(name string) (string, error) {
	b, err := s.Read(name)
	return string(b), err
}

func (s folderStore) Set(name, secret string) error { return s.Write(name, []byte(secret)) }

func (s folderStore) Delete(name string) error { return os.Remove(filepath.Join(s.Dir(), name)) }

// keeperIn keeps an identity in a folder and its secrets in another one there.
func keeperIn(dir string) (*Keeper, folderStore, error) {
	p, err := profile.Open(filepath.Join(dir, "profile"))
	if err != nil {
		return nil, folderStore{}, err
	}
	s, err := profile.Open(filepath.Join(dir, "store"))
	return NewKeeper(p, folderStore{s}), folderStore{s}, err
}

// keepAsChild starts for the first time when it is told to, or changes what is
// kept until it is killed.
func keepAsChild(job []string) error {
	k, _, err := keeperIn(job[1])
	if err != nil {
		return err
	}
	if job[0] == "change" {
		return changeForever(k)
	}
	fmt.Println("ready")
	if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil {
		return err
	}
	id, err := k.Load("Ada", nil)
	if err != nil {
		return err
	}
	fmt.Printf("identity %x\n", id.Fingerprint())
	return nil
}

// changeForever says what identity it is about to keep, and when that is done.
func changeForever(k *Keeper) error {
	id, err := k.Load("Ada", nil)
	for n := 0; err == nil; n++ {
		if n%3 == 2 {
			if id, err = pgp.NewIdentity("Ada"); err != nil {
				return err
			}
			fmt.Printf("next %x\n", id.Fingerprint())
			err = k.Replace(id, nil)
		} else {
			err = k.SetPassphrase(id, nil)
		}
		fmt.Printf("kept %x\n", id.Fingerprint())
	}
	return err
}

// Programs that start for the first time in the same instant have one identity,
// and the key store one secret.
func TestFirstStartsAtOnce(t *testing.T) {
	dir := t.TempDir()
	var programs []*child
	for range 8 {
		programs = append(programs, startChild(t, "program", "begin", dir))
	}
	for _, c := range programs {
		c.tells("ready")
	}
	for _, c := range programs {
		c.types("now")
	}
	first := programs[0].tells("identity")
	for _, c := range programs[1:] {
		if got := c.tells("identity"); got != first {
			t.Errorf("identities %s and %s", first, got)
		}
	}
	k, s, err := keeperIn(dir)
	if err != nil {
		t.Fatal(err)
	}
	wantKept(t, k, KeptInStore)
	if n := len(secretsIn(t, s)); n != 1 {
		t.Errorf("%d secrets", n)
	}
}

// A program that is killed while it changes locks and identities leaves one that
// can be used, and at most one secret too many, which opens nothing.
func TestKilledWhileKeeping(t *testing.T) {
	rounds := 40
	if testing.Short() {
		rounds = 10
	}
	dir := t.TempDir()
	k, s, err := keeperIn(dir)
	if err != nil {
		t.Fatal(err)
	}
	now := fmt.Sprintf("%x", load(t, k, nil))
	halfway := 0
	for round := range rounds {
		kept, next := killKeeper(t, dir, now)
		before := inUse(t, k)
		cut := len(readKept(t, k.profile).replaced()) > 0
		if now = fmt.Sprintf("%x", load(t, k, nil)); now != kept && now != next {
			t.Fatalf("%s is kept, not %s or %s", now, kept, next)
		}
		if after := inUse(t, k); after[0] != before[0] || len(readKept(t, k.profile).replaced()) > 0 {
			t.Fatalf("round %d: replaced secrets are still listed", round)
		}
		if cut = cut || len(secretsIn(t, s)) > 1; cut {
			halfway++
		}
		for _, name := range secretsIn(t, s) {
			if name == before[0] {
				continue
			}
			if err := s.Delete(name); err != nil || len(secretsIn(t, s)) > 1 {
				t.Fatalf("round %d: more than one secret too many: %v", round, err)
			}
		}
	}
	if halfway == 0 {
		t.Errorf("none of %d kills fell into a change: nothing is proved", rounds)
	}
	t.Logf("%d of %d kills fell between the steps of a change", halfway, rounds)
}

// killKeeper gives what was kept for certain, and what was about to be.
func killKeeper(t *testing.T, dir, now string) (kept, next string) {
	t.Helper()
	c := startChild(t, "keeper", "change", dir)
	kept, next = now, now
	note := func(line string) {
		switch word, fingerprint, _ := strings.Cut(line, " "); word {
		case "next":
			next = fingerprint
		case "kept":
			kept = fingerprint
		default:
			t.Fatalf("the child said %q", line)
		}
	}
	for range 1 + rand.IntN(6) {
		note(<-c.lines)
	}
	// Where the kill falls is up to the clock; nothing else here is.
	time.Sleep(time.Duration(rand.IntN(3000)) * time.Microsecond)
	if err := c.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for line := range c.lines {
		note(line)
	}
	return kept, next
}

func secretsIn(t *testing.T, s folderStore) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(s.Dir(), "identity-*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		names = append(names, filepath.Base(file))
	}
	return names
}
