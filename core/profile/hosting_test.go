package profile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"realtalk/core/profile"
)

func wantHosted(t *testing.T, p *profile.Profile, where string) {
	t.Helper()
	_, err := p.LockHosting()
	var hosted *profile.HostedError
	if !errors.Is(err, profile.ErrHosted) || !errors.As(err, &hosted) {
		t.Fatalf("the second got %v", err)
	}
	if hosted.Where != where {
		t.Fatalf("it is at %q, not %q", hosted.Where, where)
	}
	if !strings.Contains(err.Error(), where) {
		t.Errorf("%q does not say where", err)
	}
}

func TestOneHosts(t *testing.T) {
	dir := t.TempDir()
	p, other := open(t, dir), open(t, dir)
	first, err := p.LockHosting()
	if err != nil {
		t.Fatal(err)
	}
	wantHosted(t, other, "")
	if err := first.Announce("rt 192.168.1.10 40213"); err != nil {
		t.Fatal(err)
	}
	wantHosted(t, other, "rt 192.168.1.10 40213")
	wantHosted(t, p, "rt 192.168.1.10 40213")
	first.Release()
	first.Release()
	if err := first.Announce("late"); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("announced after release: %v", err)
	}
	second, err := other.LockHosting()
	if err != nil {
		t.Fatal(err)
	}
	wantHosted(t, p, "")
	second.Release()
}

func TestAnnouncementIsBounded(t *testing.T) {
	p := open(t, t.TempDir())
	h, err := p.LockHosting()
	if err != nil {
		t.Fatal(err)
	}
	defer h.Release()
	if err := h.Announce(strings.Repeat("x", 1<<10+1)); err == nil {
		t.Error("announced more than the limit")
	}
	if err := os.WriteFile(filepath.Join(p.Dir(), "hosting"), make([]byte, 1<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	wantHosted(t, p, "")
}
