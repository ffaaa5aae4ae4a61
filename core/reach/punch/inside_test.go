//go:build linux

package punch_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"runtime"
	"testing"
	"time"

	"realtalk/core/reach/lab"
	"realtalk/core/reach/punch"
)

// inside gives what this process was told, and a context that ends with its
// input.
func inside(t *testing.T) (side, punch.Reply, context.Context) {
	if lab.Inside() == "" {
		t.Skip("a part of TestHomes")
	}
	var s side
	if err := json.Unmarshal([]byte(os.Getenv("PUNCH")), &s); err != nil {
		t.Fatal(err)
	}
	reply, err := punch.ParseReply(s.Reply)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		cancel()
	}()
	return s, reply, ctx
}

// tell prints a line with the time.
func tell(words ...any) { fmt.Println(append(words, time.Now().UnixNano())...) }

func TestGuestInside(t *testing.T) {
	s, reply, ctx := inside(t)
	tell("BEGUN")
	before := runtime.NumGoroutine()
	err := punch.Guest(ctx, reply, []netip.AddrPort{s.Host}, func(ctx context.Context, p punch.Path) bool {
		if !works(ctx, p) {
			return false
		}
		tell("WAY", kind(p))
		return true
	}, punch.With(punch.Options{}, s.Lab))
	if err != nil && !errors.Is(err, punch.ErrNoWay) {
		t.Error(err)
	}
	settled(t, before)
}

func TestHostInside(t *testing.T) {
	s, reply, ctx := inside(t)
	tell("BEGUN")
	taken := 0
	err := punch.Host(ctx, reply, s.Host.Port(), func(p punch.Path) {
		taken++
		go answer(ctx, p)
	}, punch.With(punch.Options{}, s.Lab))
	if (err == nil) != (taken > 0) || err != nil && !errors.Is(err, punch.ErrNoWay) {
		t.Errorf("%d paths, %v", taken, err)
	}
}
