package control_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"realtalk/core/control"
)

// echo answers with what was asked.
func echo(request []byte) []byte { return request }

func serve(t *testing.T, dir string, answer func([]byte) []byte) *control.Server {
	t.Helper()
	s, err := control.Serve(dir, answer)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// wantAnswer may be called from any goroutine.
func wantAnswer(t *testing.T, dir, request, want string) {
	t.Helper()
	got, err := control.Call(t.Context(), dir, []byte(request))
	if err != nil || string(got) != want {
		t.Errorf("asked %.20q: %.20q, %v; not %.20q", request, got, err, want)
	}
}

func wantNobody(t *testing.T, dir string) {
	t.Helper()
	if _, err := control.Call(t.Context(), dir, []byte("anybody?")); !errors.Is(err, control.ErrNobody) {
		t.Errorf("%v, not %v", err, control.ErrNobody)
	}
}

func TestCallReachesServer(t *testing.T) {
	dir := t.TempDir()
	wantNobody(t, dir)
	wantNobody(t, filepath.Join(dir, "not there"))
	s := serve(t, dir, bytes.ToUpper)
	for _, request := range []string{"", "x", "remove 203.0.113.7", strings.Repeat("long ", control.MaxMessage/5)} {
		wantAnswer(t, dir, request, strings.ToUpper(request))
	}
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	wantNobody(t, dir)
	wantEmpty(t, dir)
}

func wantEmpty(t *testing.T, dir string) {
	t.Helper()
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("%s holds %v, %v", dir, left, err)
	}
}

func TestOnlyTheUserGetsIn(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("modes mean nothing on Windows")
	}
	dir := t.TempDir()
	serve(t, dir, echo)
	for _, name := range []string{"control", "control.sock"} {
		info, err := os.Lstat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode().Perm(); mode != 0o600 {
			t.Errorf("%s has mode %v", name, mode)
		}
	}
}

func TestServedFolders(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	serve(t, one, func([]byte) []byte { return []byte("one") })
	serve(t, two, func([]byte) []byte { return []byte("two") })
	wantAnswer(t, one, "", "one")
	wantAnswer(t, two, "", "two")
	t.Chdir(one)
	wantAnswer(t, ".", "", "one")
}

// Eight requests must be in work together before any is answered, and never
// more are.
func TestHundredAtOnce(t *testing.T) {
	const most = 8
	var (
		mu      sync.Mutex
		now     int
		highest int
	)
	full := make(chan struct{})
	dir := t.TempDir()
	serve(t, dir, func(request []byte) []byte {
		mu.Lock()
		now++
		if now > highest {
			highest = now
			if highest == most {
				close(full)
			}
		}
		mu.Unlock()
		<-full
		mu.Lock()
		now--
		mu.Unlock()
		return request
	})
	var callers sync.WaitGroup
	for i := range 100 {
		request := strings.Repeat(string(rune('a'+i%26)), 1+i*1000)
		callers.Go(func() { wantAnswer(t, dir, request, request) })
	}
	callers.Wait()
	if highest != most {
		t.Errorf("%d at once, not %d", highest, most)
	}
}

func TestPanicEndsOneConnection(t *testing.T) {
	dir := t.TempDir()
	serve(t, dir, func(request []byte) []byte {
		if string(request) == "bad" {
			panic("bad request")
		}
		return request
	})
	for range 20 { // more than there are workers
		_, err := control.Call(t.Context(), dir, []byte("bad"))
		if err == nil || errors.Is(err, control.ErrNobody) {
			t.Fatalf("a request that was taken: %v", err)
		}
	}
	wantAnswer(t, dir, "good", "good")
}

func TestCallEndsWithItsContext(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	hold := make(chan struct{})
	serve(t, dir, func([]byte) []byte { cancel(); <-hold; return nil })
	defer close(hold)
	for range 2 { // during the answer, and before the call
		if _, err := control.Call(ctx, dir, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("%v, not %v", err, context.Canceled)
		}
	}
}
