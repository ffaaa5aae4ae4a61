package profile_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"testing"
	"time"

	"realtalk/core/profile"
)

// wantTaken and wantFree tell whether somebody has the lock "counter".
func wantTaken(t *testing.T, p *profile.Profile) {
	t.Helper()
	if _, ok, err := p.TryLock("counter"); ok || err != nil {
		t.Fatalf("got a lock that is taken: %t, %v", ok, err)
	}
}

func wantFree(t *testing.T, p *profile.Profile) {
	t.Helper()
	release, ok, err := p.TryLock("counter")
	if !ok || err != nil {
		t.Fatalf("a lock that is free: %t, %v", ok, err)
	}
	release()
}

func TestOneHasTheLock(t *testing.T) {
	dir := t.TempDir()
	p, other := open(t, dir), open(t, dir)
	release, err := p.Lock(t.Context(), "counter")
	if err != nil {
		t.Fatal(err)
	}
	wantTaken(t, p)
	wantTaken(t, other)
	if err := other.Write("counter", nil); err != nil {
		t.Errorf("the lock binds who did not ask for it: %v", err)
	}
	if free, err := other.Lock(t.Context(), "another"); err != nil {
		t.Errorf("another lock: %v", err)
	} else {
		free()
	}
	release()
	next, err := other.Lock(t.Context(), "counter")
	if err != nil {
		t.Fatal(err)
	}
	release() // once more: it is not his any longer
	wantTaken(t, p)
	next()
	wantFree(t, p)
}

func TestOwnLocksAreNotGiven(t *testing.T) {
	p := open(t, t.TempDir())
	for _, name := range []string{"write", "hosting"} {
		if _, err := p.Lock(t.Context(), name); !errors.Is(err, profile.ErrName) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestLockWaitsUntilContextEnds(t *testing.T) {
	p := open(t, t.TempDir())
	release, err := p.Lock(t.Context(), "counter")
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := p.Lock(ctx, "counter"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v, not %v", err, context.DeadlineExceeded)
	}
}

func TestLockDiesWithItsProcess(t *testing.T) {
	dir := t.TempDir()
	p := open(t, dir)
	for range 5 {
		holder := start(t, "hold "+dir)
		if got := holder.line(); got != "holding" {
			t.Fatalf("the child said %q", got)
		}
		wantTaken(t, p)
		holder.kill(t)
		wantFree(t, p)
	}
}

func holdForever(p *profile.Profile) error {
	if _, err := p.Lock(context.Background(), "counter"); err != nil {
		return err
	}
	return untilKilled("holding")
}

// Two processes and two goroutines of this one count on in the same file.
func TestNobodyUndoesWhatOthersDid(t *testing.T) {
	const each = 50
	dir := t.TempDir()
	p := open(t, dir)
	job := fmt.Sprintf("count %d %s", each, dir)
	children := []process{start(t, job), start(t, job)}
	var counting sync.WaitGroup
	for range 2 {
		counting.Go(func() {
			for range each {
				if err := count(p); err != nil {
					t.Error(err)
				}
			}
		})
	}
	counting.Wait()
	for _, c := range children {
		if got := c.line(); got != "counted" {
			t.Errorf("the child said %q", got)
		}
		c.kill(t)
	}
	got, err := p.Read("counter")
	if err != nil || string(got) != strconv.Itoa(4*each) {
		t.Errorf("counted to %q, not %d: %v", got, 4*each, err)
	}
}

func countAll(p *profile.Profile, times uint64) error {
	for range times {
		if err := count(p); err != nil {
			return err
		}
	}
	return untilKilled("counted")
}

// count adds one to what the file holds.
func count(p *profile.Profile) error {
	release, err := p.Lock(context.Background(), "counter")
	if err != nil {
		return err
	}
	defer release()
	data, _ := p.Read("counter") // not there at first
	n, _ := strconv.Atoi(string(data))
	return p.Write("counter", []byte(strconv.Itoa(n+1)))
}
